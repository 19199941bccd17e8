import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Member } from '../../../cloudfunctions/core/account';
import { type Messages, type Notice, noticeBirth, readyBirth } from '../../../cloudfunctions/core/messaging';
import { type Channels, type Given, sendDue, sendMessages } from '../../../cloudfunctions/core/outbox';
import { planOf } from '../../../cloudfunctions/core/outbox/plan';
import type { Settings } from '../../../cloudfunctions/core/settings';
import type { Message, Sent } from '../../../cloudfunctions/platform/message';
import type { Store } from '../../../cloudfunctions/platform/store';
import type { MessageKind } from '../../../typings/api/messages';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, member, NOON, settings as plain } from '../../faults/simulation/world';

const HOUR = 3_600_000;
const LATER = (NOON + 10 * HOUR) as EpochMs;
const STOP = (LATER + 10 * 86_400_000) as EpochMs;

function settingsWith(changes: Partial<Messages> = {}): Settings {
  const list: Messages['list'] = [
    { kind: 'pointsEnding', templateId: 'POINTS-ENDING', fields: { number1: 'amount', time2: 'day' } },
    { kind: 'redemptionReady', templateId: 'READY-READY', fields: { thing1: 'name', thing2: 'store' } },
  ];
  return { ...plain, messages: { ...plain.messages, quiet: { from: '00:00', to: '00:00' }, list, ...changes } };
}

interface Person {
  id: string;
  consents?: number;
  due?: number;
  change?: Partial<Member>;
}

async function people(...all: Person[]): Promise<Memory> {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  for (const { id, consents = 0, due = 1, change = {} } of all) {
    await store.add('members', { ...member(id), ...change });
    for (let n = 0; n < consents; n += 1) await store.add('consents', given(id, n));
    for (let n = 0; n < due; n += 1) await store.add('notices', ending(id, n));
  }
  return memory;
}

const given = (memberId: string, n: number, kind: MessageKind = 'pointsEnding'): Given => ({
  _id: `c-${memberId}-${kind}-${n}`,
  shape: 1,
  memberId,
  kind,
  at: NOON,
  state: 'open',
});
const ending = (memberId: string, n: number, at = NOON): Notice =>
  noticeBirth(memberId, `expiring:${n}`, 'expiring', { points: 10 + n, lastDay: '2026-12-31' as DayKey }, at).document;

/** A line that answers as told, and remembers what it was given. */
function line(answer: (message: Message) => Sent = () => ({ is: 'sent' })) {
  const sent: Message[] = [];
  const channels: Channels = {
    subscription: {
      send: async (message) => {
        const said = answer(message);
        sent.push(message);
        return said;
      },
      addressOf: ({ openid }) => openid,
    },
  };
  return { sent, channels };
}

const run = (store: Store, channels: Channels, settings = settingsWith(), now: EpochMs = NOON) =>
  sendDue(environment(store, now), settings, channels, STOP);
const outcomes = (memory: Memory) =>
  Object.fromEntries(memory.all('notices').map(({ _id, outcome, outbox }) => [_id, outcome ?? outbox]));
const states = (memory: Memory) => memory.all('consents').map(({ state }) => state);

test('one consent, one message: what nobody has agreed to stays in the inbox alone', async () => {
  const memory = await people({ id: 'a', consents: 1, due: 2 }, { id: 'b' });
  const { sent, channels } = line();
  const posted = await run(memory.plain(), channels);
  expect(posted).toEqual({ outcomes: { sent: 1, unasked: 2 }, waiting: 0, idle: null });
  expect(sent).toEqual([
    {
      to: 'openid-a',
      kind: 'pointsEnding',
      templateId: 'POINTS-ENDING',
      fields: { number1: '10', time2: '2026年12月31日 23:59' },
      page: 'shopper/points/index',
    },
  ]);
  expect(states(memory)).toEqual(['used']);
  expect(memory.all('notices').every((notice) => notice.outbox === undefined)).toBe(true);
  // Nothing is due any more, and nothing comes again.
  await run(memory.plain(), channels, settingsWith(), LATER);
  expect(sent).toHaveLength(1);
});

test("a member's day has its cap, and what is beyond it goes out when the next day opens", async () => {
  const memory = await people({ id: 'a', consents: 5, due: 4 });
  const { sent, channels } = line();
  const settings = settingsWith({ perDay: 2, quiet: { from: '21:00', to: '09:30' } });
  expect(await run(memory.plain(), channels, settings)).toMatchObject({ outcomes: { sent: 2 }, waiting: 2 });
  const opens = Date.UTC(2026, 10, 22, 1, 30) as EpochMs;
  const left = memory.all('notices').filter(({ outbox }) => outbox !== undefined);
  expect(left.map(({ outbox }) => outbox)).toEqual([opens, opens]);
  await run(memory.plain(), channels, settings, opens);
  expect(sent).toHaveLength(4);
});

test('quiet hours are those on the wall in the shop, also over midnight, and nothing is read in them', async () => {
  const memory = await people({ id: 'a', consents: 1 });
  const asked: string[] = [];
  const store = memory.store(async ({ name, apply }) => {
    asked.push(name);
    return apply();
  });
  const settings = settingsWith({ quiet: { from: '21:00', to: '09:00' } });
  const at = async (utcHour: number, minute = 0) => {
    const now = Date.UTC(2026, 10, 21, utcHour, minute) as EpochMs;
    return (await sendMessages(environment(store, now), settings, line().channels, STOP)).idle;
  };
  expect(await at(13)).toBe('quiet');
  expect(await at(16)).toBe('quiet');
  expect(await at(0, 59)).toBe('quiet');
  expect(asked).toEqual([]);
  expect(await at(1)).toBe(null);
  expect(asked).not.toEqual([]);
});

test('a refusal in WeChat is a normal end: no consent is counted any more, and nothing is said of it', async () => {
  const memory = await people({ id: 'a', consents: 3 });
  const { channels } = line(() => ({ is: 'refused' }));
  const env = environment(memory.plain());
  expect((await sendDue(env, settingsWith(), channels, STOP)).outcomes).toEqual({ refused: 1 });
  expect(states(memory)).toEqual(['void', 'void', 'void']);
  expect(env.alarms).toEqual([]);
  // It was no message, so it does not count for the day.
  expect(memory.all('notices').some(({ sentOn }) => sentOn !== undefined)).toBe(false);
});

test('a set-up that is wrong is said once a tick and parks its kind; consents are kept, and it goes out when it is right', async () => {
  const memory = await people(...Array.from({ length: 40 }, (_, n) => ({ id: `p${n}`, consents: 1 })));
  let code: string | null = '40037';
  const { sent, channels } = line(() => (code ? { is: 'trouble', code, own: false } : { is: 'sent' }));
  const env = environment(memory.plain());
  expect(await sendDue(env, settingsWith(), channels, STOP)).toMatchObject({ outcomes: {}, waiting: 40 });
  expect(env.alarms).toEqual(['messages subscription pointsEnding: refused with 40037']);
  expect(sent.length).toBeLessThanOrEqual(16);
  expect(states(memory).every((state) => state === 'open')).toBe(true);
  code = null;
  sent.length = 0;
  expect((await run(memory.plain(), channels)).outcomes).toEqual({});
  expect((await run(memory.plain(), channels, settingsWith(), LATER)).outcomes).toEqual({ sent: 40 });
  expect(new Set(sent.map(({ to }) => to)).size).toBe(40);
});

test('one message that WeChat would not take holds up no other', async () => {
  const memory = await people(...Array.from({ length: 30 }, (_, n) => ({ id: `p${n}`, consents: 1 })));
  const { channels } = line(({ to }) =>
    to === 'openid-p7' ? { is: 'trouble', code: '47003', own: true } : { is: 'sent' },
  );
  const env = environment(memory.plain());
  expect(await sendDue(env, settingsWith(), channels, STOP)).toMatchObject({ outcomes: { sent: 29 }, waiting: 1 });
  expect(env.alarms).toHaveLength(1);
});

test('what a channel puts off comes again some times, and then no more', async () => {
  const memory = await people({ id: 'a', consents: 1 });
  const { sent, channels } = line(() => ({ is: 'again' }));
  for (let n = 0; n < 10; n += 1) await run(memory.plain(), channels, settingsWith(), (NOON + n * 2 * HOUR) as EpochMs);
  expect(sent).toHaveLength(5);
  expect(Object.values(outcomes(memory))).toEqual(['failed']);
});

test('what a channel puts off is no message of the day yet', async () => {
  const memory = await people({ id: 'a', consents: 1 });
  let busy = true;
  const { sent, channels } = line(() => ({ is: busy ? 'again' : 'sent' }));
  const settings = settingsWith({ perDay: 1 });
  expect((await run(memory.plain(), channels, settings)).waiting).toBe(1);
  busy = false;
  const posted = await run(memory.plain(), channels, settings, (NOON + 2 * HOUR) as EpochMs);
  expect([posted.outcomes, sent.length]).toEqual([{ sent: 1 }, 2]);
});

test('what was sent to somebody as who they were before counts for their day', async () => {
  const merged = { openid: null, state: 'merged' as const, mergedInto: 'now' };
  const memory = await people({ id: 'before', change: merged }, { id: 'now', consents: 3, due: 0 });
  const later = (NOON + HOUR) as EpochMs;
  await memory.plain().add('notices', ending('before', 1, later));
  const { sent, channels } = line();
  const settings = settingsWith({ perDay: 1 });
  expect((await run(memory.plain(), channels, settings)).outcomes).toEqual({ sent: 1 });
  expect(await run(memory.plain(), channels, settings, later)).toMatchObject({ outcomes: {}, waiting: 1 });
  expect(sent.map(({ to }) => to)).toEqual(['openid-now']);
});

test('no answer is never asked again: it may have been sent', async () => {
  const memory = await people({ id: 'a', consents: 2 });
  const { sent, channels } = line(() => ({ is: 'unsure' }));
  expect((await run(memory.plain(), channels)).outcomes).toEqual({ claimed: 1 });
  await run(memory.plain(), channels, settingsWith(), LATER);
  expect(sent).toHaveLength(1);
  expect(states(memory)).toEqual(['used', 'open']);
});

test('accounts that are closed, frozen or without WeChat are not reached; one that became another is reached there', async () => {
  const memory = await people(
    { id: 'a', consents: 1, change: { state: 'frozen' } },
    { id: 'b', consents: 1, change: { state: 'closed', openid: null } },
    { id: 'c', change: { openid: null, state: 'merged', mergedInto: 'd' } },
    { id: 'd', consents: 1, due: 0 },
  );
  const { sent, channels } = line();
  expect((await run(memory.plain(), channels)).outcomes).toEqual({ sent: 1, unreachable: 2 });
  expect(sent[0]?.to).toBe('openid-d');
});

test('what is over is not told: a day that has passed, a reward that was collected, a kind the shop does not send', async () => {
  const memory = await people({ id: 'a', consents: 1, due: 0 });
  const store = memory.plain();
  await store.add('consents', given('a', 0, 'redemptionReady'));
  const facts = { points: 1, lastDay: '2026-11-20' };
  await store.add('notices', noticeBirth('a', 'past', 'expiring', facts, NOON).document);
  const ready = { name: '乌龙', store: '', until: '2026-12-05' };
  await store.add('notices', readyBirth('a', 'r1', ready, NOON).document);
  await store.add('redemptions', { _id: 'r1', state: 'completed' } as { _id: string });
  const day = { name: '会员日', day: '2026-11-22' };
  await store.add('notices', noticeBirth('a', 'day', 'memberDay', day, NOON).document);
  // Due for more than three days: whatever it says is no news.
  await store.add('notices', ending('a', 1, (NOON - 73 * HOUR) as EpochMs));
  const { sent, channels } = line();
  expect((await run(store, channels)).outcomes).toEqual({ late: 3, off: 1 });
  expect(sent).toEqual([]);
});

test('a page is never sent twice, however two senders overlap and wherever one of them dies', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), fc.nat(14), async (turns, diesAfter) => {
      const memory = await people(...Array.from({ length: 3 }, (_, n) => ({ id: `p${n}`, consents: 2, due: 2 })));
      const { sent, channels } = line();
      // Two senders take turns, one request each; the first of them is cut off.
      const waiting: (() => void)[][] = [[], []];
      let asked = 0;
      const store = (who: 0 | 1) =>
        memory.store(async ({ apply }) => {
          await new Promise<void>((go) => waiting[who]?.push(go));
          if (who === 0) {
            asked += 1;
            if (asked > diesAfter) return new Promise(() => undefined);
          }
          return apply();
        });
      const done = [false, false];
      const both = ([0, 1] as const).map(async (who) => {
        await sendDue(environment(store(who)), settingsWith(), channels, STOP);
        done[who] = true;
      });
      const plan = [...turns];
      for (let step = 0; step < 200 && !(done[1] && (done[0] || asked > diesAfter)); step += 1) {
        const who = plan.shift() ? 0 : 1;
        (waiting[who]?.shift() ?? waiting[1 - who]?.shift())?.();
        await new Promise((next) => setImmediate(next));
      }
      await both[1];
      await run(memory.plain(), channels);
      const times = sent.map(({ to, fields }) => `${to} ${fields.number1}`);
      expect(new Set(times).size).toBe(times.length);
      // Each was sent, or lies where a sender that died had it; none is due any more.
      for (const { _id, outcome, outbox } of memory.all('notices')) {
        expect(outbox, String(_id)).toBeUndefined();
        expect(['sent', 'claimed']).toContain(outcome);
      }
    }),
    { numRuns: 40 },
  );
});

test('of a thousand messages each costs less than a tenth of a request', async () => {
  const memory = await people(...Array.from({ length: 1_000 }, (_, n) => ({ id: `p${n}`, consents: 1 })));
  let requests = 0;
  const store = memory.store(async ({ apply }) => {
    requests += 1;
    return apply();
  });
  const { sent, channels } = line();
  await run(store, channels);
  expect(sent).toHaveLength(1_000);
  expect(requests).toBeLessThan(100);
});

test('a plan spends no consent twice and no more than the cap, whatever is due', () => {
  const ids = ['a', 'b', 'c'];
  const due = fc.array(fc.constantFrom(...ids), { maxLength: 20 });
  fc.assert(
    fc.property(due, fc.array(fc.constantFrom(...ids), { maxLength: 8 }), fc.nat(2), (whose, agreed, had) => {
      const notices = whose.map((id, n) => ending(id, n));
      const known = {
        readers: new Map(ids.map((id) => [id, { memberId: id, addresses: { subscription: `o-${id}` } }])),
        consents: agreed.map((memberId, n) => given(memberId, n)).map((each, n) => ({ ...each, _id: `c${n}` })),
        over: new Set<string>(),
        sent: new Map([['a', had]]),
        closed: new Set<string>(),
      };
      const plan = planOf(notices, known, settingsWith(), NOON);
      expect(plan.send.length + plan.end.length + plan.wait.length).toBe(notices.length);
      const used = plan.send.map(({ consent }) => consent);
      expect(new Set(used).size).toBe(used.length);
      for (const id of ids) {
        const own = plan.send.filter(({ reader }) => reader.memberId === id).length;
        expect(own + (id === 'a' ? had : 0)).toBeLessThanOrEqual(Math.max(2, id === 'a' ? had : 0));
      }
    }),
  );
});
