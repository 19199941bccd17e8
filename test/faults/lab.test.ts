/** A replay in pieces: whatever breaks off and whoever works at once, every event counts once. */
import { expect, test } from 'vitest';
import { cancelLab, goOn, startLab, viewLab } from '../../cloudfunctions/core/lab';
import { earlierOf, pageOf } from '../../cloudfunctions/core/lab/pages';
import type { Event } from '../../cloudfunctions/core/lab/replay';
import { defaultProgramme } from '../../cloudfunctions/core/programme';
import { programmeDocument } from '../../cloudfunctions/core/programme/stored';
import type { Staff } from '../../cloudfunctions/core/staffing';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import type { LabView } from '../../typings/api/lab';
import type { EpochMs } from '../../typings/domain';
import { Memory, type Request } from './simulation/memory-store';
import { environment, NOON } from './simulation/world';

const boss = { _id: 'boss', name: '老板', role: 'owner' } as Staff;
const analyst = { _id: 'eyes', name: '小数', role: 'analyst' } as Staff;
const MINUTE = 60_000;
const REV = 3;

/** ¥100 by somebody of the first tier. */
function sale(n: number, memberId: string, at: number) {
  const ref = `order:till:${n}`;
  const event = { type: 'paid', amountFen: 10_000, paidAt: at, completed: true };
  const context = { tier: 'regular', firstOrder: false, birthdayMonth: false, bookedOn: '2026-11-20' };
  const because = [{ code: 'order.base', args: { fen: 10_000, perFen: 100, points: 1 }, result: 100 }];
  const booked = { points: 100, growth: 100, because, result: { event, context, waived: 0, owed: 0 } };
  const origin = { storeId: 'default', channel: 'till', programmeVersion: 1 };
  return {
    _id: `${memberId}:${ref}:paid`,
    memberId,
    seq: n + 1,
    at,
    key: `${ref}:paid`,
    kind: 'order',
    ref,
    ...booked,
    ...origin,
  };
}

/** Twice the points for every ¥1. */
const draft = {
  ...defaultProgramme,
  earning: {
    ...defaultProgramme.earning,
    rules: defaultProgramme.earning.rules.map((rule) =>
      rule.give.code === 'perAmount' ? { ...rule, give: { ...rule.give, points: rule.give.points * 2 } } : rule,
    ),
  },
};

async function shopWith(sales: readonly { _id: string }[]): Promise<Memory> {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  const document = { ...programmeDocument(defaultProgramme), draft: JSON.stringify(draft), rev: REV };
  await store.add('settings', { _id: 'programme', shape: 2, ...document } as { _id: string });
  await store.addAll('ledger', sales);
  return memory;
}

/** 400 members, most sales of one instant, as a night's run or an import leaves them. */
const many = Array.from({ length: 2_600 }, (_, n) =>
  sale(n, `m${n % 400}`, n < 1_700 ? NOON - MINUTE : NOON - n * MINUTE),
);

const must = async (look: ReturnType<typeof viewLab>): Promise<LabView> => {
  const answer = await look;
  if (!answer.ok || !answer.data.lab) throw new Error('no replay');
  return answer.data.lab;
};

async function finished(store: Store, id: string): Promise<LabView> {
  for (let step = 0; step < 20; step += 1) {
    const lab = await must(goOn(environment(store), boss, { id }));
    if (lab.state !== 'running') return lab;
  }
  throw new Error('it never ends');
}

/** Time runs out after every page. */
function hurried(store: Store) {
  let looks = 0;
  const clock = () => {
    looks += 1;
    return (NOON + looks * 3_500) as EpochMs;
  };
  return { ...environment(store), clock };
}

const whole = (lab: LabView) => {
  const { events, result } = lab;
  return {
    events,
    points: result?.points,
    gainers: result?.gainers,
    gaining: result?.gaining.map(({ points }) => points),
  };
};
/** 200 members have bought 7 times, 200 have bought 6 times; each ¥100 would bring 100 points more. */
const WHOLE = { events: 2_600, points: { now: 260_000, draft: 520_000 }, gainers: 400, gaining: Array(10).fill(700) };

test('every event is in one page, also where more than a page are of one instant', async () => {
  const store = (await shopWith(many)).plain();
  const seen: string[] = [];
  let cursor: Parameters<typeof pageOf>[2] | null = { before: (NOON + 1) as EpochMs };
  while (cursor) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(store, 0 as EpochMs, cursor);
    seen.push(...page.events.map(({ _id }) => _id));
    cursor = page.next;
  }
  expect(seen).toHaveLength(many.length);
  expect(new Set(seen).size).toBe(many.length);
});

test('a replay counts every event once, and finds who would gain most', async () => {
  const store = (await shopWith(many)).plain();
  const { id } = await must(startLab(environment(store), boss, 'k', { rev: REV }));
  expect(whole(await finished(store, id))).toEqual(WHOLE);
});

test('steps at once count nothing twice', async () => {
  const store = (await shopWith(many)).plain();
  const { id } = await must(startLab(environment(store), boss, 'k', { rev: REV }));
  for (let round = 0; round < 6; round += 1) await Promise.all([1, 2, 3].map(() => goOn(hurried(store), boss, { id })));
  expect(whole(await finished(store, id))).toEqual(WHOLE);
});

test('a step that breaks off anywhere leaves nothing that counts', async () => {
  const memory = await shopWith(many);
  const { id } = await must(startLab(environment(memory.plain()), boss, 'k', { rev: REV }));
  let broke = 0;
  for (let stop = 1; stop <= 9; stop += 1) {
    let asked = 0;
    const dying = memory.store(async (request: Request) => {
      asked += 1;
      if (asked > stop) throw new StoreError(request.name, 'gone');
      const done = request.apply();
      // The answer to the last of them is lost.
      if (asked === stop && request.writes) throw new StoreError(request.name, 'no answer');
      return done;
    });
    await goOn(hurried(dying), boss, { id }).catch((gone: unknown) => {
      if (!(gone instanceof StoreError)) throw gone;
      broke += 1;
    });
  }
  expect(broke).toBeGreaterThan(3);
  expect(whole(await finished(memory.plain(), id))).toEqual(WHOLE);
  // And what they left is forgotten.
  expect(memory.all('labs').map(({ _id }) => _id)).toEqual([id]);
});

test('the same key begins one replay; another revision of the draft begins none', async () => {
  const memory = await shopWith([]);
  const env = environment(memory.plain());
  const first = await must(startLab(env, boss, 'k', { rev: REV }));
  expect((await must(startLab(env, boss, 'k', { rev: REV }))).id).toBe(first.id);
  // Somebody else who asks for the same gets the one that runs.
  expect((await must(startLab(env, { ...boss, _id: 'other' }, 'k', { rev: REV }))).id).toBe(first.id);
  expect(await startLab(env, boss, 'k2', { rev: REV - 1 })).toMatchObject({ code: 'OUTDATED', details: { rev: REV } });
  expect(memory.all('labs')).toHaveLength(1);
});

test('a shop where nothing has happened gets an answer of nothing', async () => {
  const store = (await shopWith([])).plain();
  const { id } = await must(startLab(environment(store), boss, 'k', { rev: REV }));
  const { events, result } = await finished(store, id);
  expect([events, result?.points, result?.gaining]).toEqual([0, { now: 0, draft: 0 }, []]);
});

test('what was cancelled stays cancelled, whatever a step was just doing', async () => {
  const memory = await shopWith(many);
  const env = environment(memory.plain());
  const { id } = await must(startLab(env, boss, 'k', { rev: REV }));
  const [, cancelled] = await Promise.all([goOn(env, boss, { id }), must(cancelLab(env, boss, { id }))]);
  expect(cancelled.state).toBe('cancelled');
  expect((await finished(memory.plain(), id)).state).toBe('cancelled');
});

test('an analyst sees how much, and not who', async () => {
  const store = (await shopWith(many)).plain();
  await store.add('members', { _id: 'm0', number: '100000001234', profile: { nickname: '阿梅' } } as { _id: string });
  const { id } = await must(startLab(environment(store), boss, 'k', { rev: REV }));
  const seen = await finished(store, id);
  expect(seen.result?.gaining).toContainEqual({ points: 700, tail: '1234', nickname: '阿梅' });
  const { result } = await must(viewLab(environment(store), analyst, {}));
  expect(new Set(result?.gaining.map(({ tail, nickname }) => tail ?? nickname))).toEqual(new Set([null]));
});

test('twenty replays are kept', async () => {
  const memory = await shopWith([]);
  for (let n = 0; n < 23; n += 1) {
    const env = environment(memory.plain(), (NOON + n * MINUTE) as EpochMs);
    const { id } = await must(startLab(env, boss, `k${n}`, { rev: REV }));
    await cancelLab(env, boss, { id });
  }
  expect(memory.all('labs')).toHaveLength(20);
});

test('orders of returns are found also when they do not fit into one answer', async () => {
  const back = Array.from({ length: 60 }, (_, n) => {
    const paid = sale(n * 100, `m${n}`, NOON - 9 * MINUTE);
    const parts = Array.from({ length: 20 }, (_, part) => {
      const event = { type: 'refunded', refundId: `r${part}`, amountFen: 100, refundedAt: NOON };
      const key = `${paid.ref}:refund:r${part}`;
      const own = { _id: `${paid.memberId}:${key}`, seq: paid.seq + 1 + part, key, kind: 'refund', points: -1 };
      return { ...paid, ...own, at: NOON - part, result: { event, context: null, waived: 0, owed: 0 } };
    });
    return [paid, ...parts];
  }).flat();
  const store = (await shopWith(back)).plain();
  const asking = back.filter(({ kind }) => kind === 'refund') as unknown as Event[];
  const earlier = await earlierOf(store, asking);
  expect(asking.filter(({ _id, seq }) => earlier.get(_id)?.length !== (seq - 1) % 100)).toEqual([]);
});
