/** Two members become one: every point is on one side or on its way, whatever breaks and whoever closes. */
import { expect, test } from 'vitest';
import {
  type Birth,
  balanceOf,
  checkBooks,
  factsOfRef,
  findMemberById,
  follow,
  journalOf,
  type Lot,
  type Member,
  merge,
} from '../../cloudfunctions/core/account';
import { postCredits } from '../../cloudfunctions/core/account/posting-credits';
import { noticeBirth } from '../../cloudfunctions/core/messaging';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import type { DayKey, Points } from '../../typings/domain';
import { explore } from './simulation/explore';
import { Memory } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { aftermath, call, environment, member, NOON, stamp, tick, time, world } from './simulation/world';

const KEY = 'merge:gone:stays';

/** 'gone' without WeChat, with 120 points; 'stays' with 7. */
async function scene(): Promise<Memory> {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  await store.add('members', { ...member('gone', null), openid: null } as Member);
  await store.add('members', member('stays'));
  await call(store, 'gone', { key: 'order:till:1:paid', points: 120 });
  await call(store, 'stays', { key: 'tap:first', points: 7 });
  return memory;
}

function told(points: number): Birth[] {
  return [noticeBirth('stays', 'merge:gone', 'merged', { points }, NOON)];
}

const merging: Process = {
  name: 'merge',
  run: async (store) => {
    const [gone, stays] = [await findMemberById(store, 'gone'), await findMemberById(store, 'stays')];
    if (!gone || !stays) throw new Error('nobody');
    return merge(environment(store), gone, stays, told, stamp);
  },
};

/** A till: who is meant now, and 30 points for them. */
async function selling(store: Store): Promise<boolean> {
  const found = await findMemberById(store, 'gone');
  const now = found && (await follow(environment(store), found, time));
  if (!now?.ok) return false;
  return (await call(store, now.data._id, { key: 'order:till:2:paid', points: 30 })).ok;
}

/** The account is closed, as any commit would. */
async function closing(store: Store): Promise<boolean> {
  const stays = await findMemberById(store, 'stays');
  if (!stays) throw new Error('nobody');
  return store.update('members', 'stays', { rev: stays.rev }, { inc: { rev: 1 }, set: { state: 'closed' } });
}

const sweeper: Process = { name: 'sweeper', run: (store) => tick(store) };
const secondSweeper: Process = { name: 'second sweeper', run: (store) => tick(store, 40) };
const by = (memory: Memory, id: string) => memory.all('members').find(({ _id }) => _id === id) as unknown as Member;

async function sound(memory: Memory): Promise<void> {
  const wrong = await aftermath(memory);
  const [gone, stays] = [by(memory, 'gone'), by(memory, 'stays')];
  const sold = memory.all('ledger').filter(({ key }) => key === 'order:till:2:paid').length;
  if (sold > 1) wrong.push('one sale is on both');
  const total = gone.balance + stays.balance;
  if (total !== 127 + 30 * sold) wrong.push(`${total} points in all, with ${sold} sales`);
  const moved = gone.state === 'merged';
  if (moved !== stays.aliases.includes('gone')) wrong.push('one side says otherwise than the other');
  if (moved && gone.balance !== 0) wrong.push('something stayed behind');
  const keys = memory.all('ledger').filter(({ key }) => key === KEY);
  if (keys.length === 1) wrong.push('one side alone has an entry');
  if (wrong.length > 0) throw new Error(wrong.join('; '));
}

test('a merge loses and makes no point, both sides under one key, whatever breaks', async () => {
  const run = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await scene();
    const sale: Process = { name: 'sale', run: selling };
    const ending = await play(memory, [merging, sale, merging, sweeper, secondSweeper], deviations);
    await sound(memory);
    const again = (await merging.run(memory.plain())) as { ok: boolean };
    if (!again.ok) throw new Error('a repeat was refused');
    await sound(memory);
    if (by(memory, 'gone').state !== 'merged') throw new Error('not merged');
    return ending;
  };
  const { runs } = await explore(run, 2, 400);
  expect(runs).toBeGreaterThan(100);
});

test('when the one that stays is closed meanwhile, everything has arrived before, or comes back', async () => {
  const seen = new Set<string>();
  const run = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await scene();
    const close: Process = { name: 'close', run: closing };
    const ending = await play(memory, [merging, close, sweeper, secondSweeper], deviations);
    await sound(memory);
    const { state, mergedInto, balance } = by(memory, 'gone');
    if (state === 'active' && (mergedInto !== null || balance !== 120)) throw new Error('not as it was');
    seen.add(`${by(memory, 'stays').state} ${state}`);
    return ending;
  };
  const { runs } = await explore(run, 2, 150);
  expect(runs).toBeGreaterThan(100);
  expect(seen).toContain('closed merged');
  expect(seen).toContain('closed active');
});

test('a member that came back can be merged again, with another one', async () => {
  const memory = await scene();
  const store = memory.plain();
  const [gone, stays] = [by(memory, 'gone'), by(memory, 'stays')];
  await closing(store);
  expect(await merge(environment(store), gone, stays, told, stamp)).toEqual({ ok: false, code: 'CLOSED' });
  expect(by(memory, 'gone')).toMatchObject({ state: 'active', balance: 120, mergedInto: null });
  expect(Object.values(by(memory, 'gone').journal).map(({ key }) => key)).toContain(`${KEY}:returned`);
  await store.add('members', member('other'));
  const done = await merge(environment(store), by(memory, 'gone'), by(memory, 'other'), () => [], stamp);
  expect(done).toMatchObject({ ok: true, data: { member: { _id: 'other', balance: 120, aliases: ['gone'] } } });
  expect(await aftermath(memory)).toEqual([]);
});

test('nobody with WeChat becomes another, and nobody becomes somebody without it', async () => {
  const memory = await scene();
  const store = memory.plain();
  const [gone, stays] = [by(memory, 'gone'), by(memory, 'stays')];
  for (const [from, into] of [
    [stays, gone],
    [stays, stays],
    [gone, gone],
  ] as const)
    expect(await merge(environment(store), from, into, told, stamp)).toEqual({ ok: false, code: 'NOT_ALLOWED' });
});

test('windows, a debt, growth and rights come along; the notice is counted with them', async () => {
  const memory = await scene();
  const store = memory.plain();
  const lot = (from: string | null, until: string, points: number): Lot => ({
    from: from as DayKey | null,
    until: until as DayKey,
    points: points as Points,
  });
  const waiting = lot('2026-12-01', '2027-11-30', 50);
  const debt = lot(null, '9999-12-31', -90);
  const right = { code: 'streak30', name: 'x', earnedOn: '2026-11-20' as DayKey };
  const gone: Member = {
    ...by(memory, 'gone'),
    rights: [right],
    firstOrder: 'order:till:1',
    growth: 40,
    lots: [...by(memory, 'gone').lots, waiting, debt],
    balance: 80 as Points,
  };
  const done = await merge(environment(store), by(memory, 'gone'), by(memory, 'stays'), told, stamp);
  expect(done.ok).toBe(true);
  expect(by(memory, 'stays')).toMatchObject({ noticed: 1, lastNotice: { kind: 'merged', facts: { points: 120 } } });
  expect(memory.all('notices').length).toBe(1);
  // The same with other lots: a debt that came along is paid by what is there.
  const other = new Memory(() => NOON);
  await other.plain().add('members', gone);
  await other.plain().add('members', member('stays'));
  const moved = await merge(environment(other.plain()), gone, by(other, 'stays'), told, stamp);
  expect(moved).toMatchObject({ ok: true, data: { out: { points: -80, growth: -40 } } });
  const after = by(other, 'stays');
  expect(after).toMatchObject({ balance: 80, growth: 40, rights: [right], firstOrder: 'order:till:1' });
  expect(after.lots).toContainEqual(waiting);
  expect(balanceOf(after.lots)).toBe(80);
});

test('what belongs together is found on both: the facts of an order, and its keys', async () => {
  const memory = await scene();
  const store = memory.plain();
  await merging.run(store);
  const stays = by(memory, 'stays');
  // Whoever finds the member among the aliases finds all of its rows.
  const rows = memory.all('ledger').filter(({ memberId }) => memberId === 'gone');
  expect(rows.map(({ key }) => key)).toEqual(expect.arrayContaining(['join', 'order:till:1:paid']));
  const again = await call(store, 'stays', { key: 'order:till:1:paid', points: 120 });
  expect(again).toMatchObject({ ok: true, data: { repeated: true, fact: { points: 120 } } });
  await store.add('ledger', { ...rows.at(-1), _id: 'gone:x', key: 'x', ref: 'order:till:1' } as { _id: string });
  expect((await factsOfRef(store, stays, 'order:till:1', 10)).map(({ key }) => key)).toEqual(['x']);
});

test('a merger is not handed on before everything else of its member has its row', async () => {
  const memory = await scene();
  const store = memory.plain();
  const birth: Birth = { collection: 'stuck', document: { _id: 'late' } };
  await call(store, 'gone', { key: 'tap:late', points: 1 });
  const slot = `journal.e${by(memory, 'gone').seq}.births`;
  await store.update('members', 'gone', {}, { set: { [slot]: [birth] } });
  const failing: Store = {
    ...store,
    add: async (collection, document) => {
      if (collection === 'stuck') throw new StoreError('add stuck', 'out of reach');
      return store.add(collection, document);
    },
  };
  expect(await merging.run(failing)).toEqual({ ok: false, code: 'BUSY' });
  expect([by(memory, 'gone').state, by(memory, 'stays').aliases]).toEqual(['merged', []]);
  expect(memory.all('ledger').some(({ _id }) => _id === 'gone:tap:late')).toBe(false);
  expect(await merging.run(store)).toMatchObject({ ok: true });
  expect(by(memory, 'stays')).toMatchObject({ aliases: ['gone'], balance: 128 });
  expect(memory.all('ledger').some(({ _id }) => _id === 'gone:tap:late')).toBe(true);
});

test('a slow sweeper that delivers a merger once more finds it taken, and gives nothing back', async () => {
  const memory = await scene();
  const store = memory.plain();
  await merging.run(store);
  const [leaving] = journalOf(by(memory, 'gone')).filter(({ key }) => key === KEY);
  const credit = leaving?.credits[0];
  if (!credit) throw new Error('nothing left');
  await sound(memory);
  const sender = { storeId: 'default', programmeVersion: 1 };
  expect([...(await postCredits(environment(store), 'stays', [{ credit, sender }], time))]).toEqual([[KEY, true]]);
});

test('credits for one member are one commit with several entries; above 64 the rest waits for the next round', async () => {
  const senders = Array.from({ length: 70 }, (_, n) => `s${n}`);
  const memory = await world('m', ...senders);
  const store = memory.plain();
  for (const id of senders) {
    const because = [{ code: 'join.points', args: { points: 1 }, result: 1 }];
    const lots = [{ from: null, until: '2027-11-30' as DayKey, points: 1 as Points }];
    const credit = { memberId: 'm', key: `credit:${id}`, kind: 'join' as const, ref: null, lots, because };
    const credits = [{ ...credit, births: [], returnable: false, carry: null }];
    await call(store, id, { key: 'tap:a', points: 3, credits });
  }
  const { rev, seq } = by(memory, 'm');
  await tick(store, 20);
  expect(by(memory, 'm')).toMatchObject({ rev: rev + 1, seq: seq + 64, balance: 64 });
  const tries = senders.flatMap((id) => journalOf(by(memory, id)).map((entry) => entry.tries));
  expect(new Set(tries)).toEqual(new Set([0]));
  for (const minutes of [40, 60, 80]) await tick(store, minutes);
  expect(await aftermath(memory)).toEqual([]);
  expect(by(memory, 'm').balance).toBe(70);
});

test('a command that meets a member which has become another meanwhile is told to come again', async () => {
  const memory = await scene();
  const store = memory.plain();
  let merged = false;
  const late: Store = {
    ...store,
    update: async (...args) => {
      if (!merged) {
        merged = true;
        await merging.run(store);
      }
      return store.update(...args);
    },
  };
  expect(await call(late, 'gone', { key: 'order:till:3:paid', points: 5 })).toEqual({ ok: false, code: 'BUSY' });
  expect(await selling(store)).toBe(true);
  expect(by(memory, 'stays').balance).toBe(157);
});

test('the books notice a side that is missing, changed, or never came back', async () => {
  const memory = await scene();
  const store = memory.plain();
  await merging.run(store);
  expect(await aftermath(memory)).toEqual([]);
  const blind = (hide: (row: Record<string, unknown>) => boolean): Pick<Store, 'find'> => ({
    find: async (collection, query) =>
      (await store.find<Record<string, unknown>>(collection, query)).filter((row) => !hide(row)) as never,
  });
  expect(
    await checkBooks(
      blind(({ _id }) => _id === `gone:${KEY}`),
      'stays',
    ),
  ).toEqual(['nothing left member gone with entry 3']);
  expect(
    (
      await checkBooks(
        blind(({ _id }) => _id === `stays:${KEY}`),
        'gone',
      )
    ).join(),
  ).toMatch(/has not arrived/);
  await store.update('members', 'gone', {}, { set: { mergedInto: 'somebody' } });
  expect((await checkBooks(store, 'stays')).join()).toMatch(/has not become this one/);
});
