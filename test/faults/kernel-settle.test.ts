/** What time makes due is booked once, before the member's next command or by the nightly run. */
import { expect, test } from 'vitest';
import {
  bookExpiry,
  type Clockwork,
  type Draft,
  FAR_DAY,
  findMemberById,
  type Member,
  nextExpiry,
  settle,
  settleAll,
} from '../../cloudfunctions/core/account';
import { noticeBirth } from '../../cloudfunctions/core/messaging';
import type { Store } from '../../cloudfunctions/platform/store';
import type { DayKey, EpochMs, Points } from '../../typings/domain';
import { explore } from './simulation/explore';
import type { Memory } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { aftermath, call, clockwork, environment, NOON, stamp, tick, world } from './simulation/world';

const only = (memory: Memory) => memory.all('members').find(({ _id }) => _id === 'm') as unknown as Member;

/** Points that have ended yesterday. */
async function ended(): Promise<Memory> {
  const memory = await world('m');
  await call(memory.plain(), 'm', { key: 'tap:a', points: 9 });
  const lots = [{ from: null, until: '2026-11-20' as DayKey, points: 9 as Points }];
  await memory.plain().update('members', 'm', {}, { set: { lots } });
  return memory;
}

const settling =
  (at: EpochMs = NOON): Process['run'] =>
  async (store) => {
    const member = await findMemberById(store, 'm');
    if (!member) throw new Error('nobody');
    return settle(environment(store, at), member, { ...stamp, at });
  };

test('two ticks and a command at once book what is due once', async () => {
  const outcomes = new Set<unknown>();
  const run = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await ended();
    const processes: Process[] = [
      { name: 'one tick', run: settling() },
      { name: 'other tick', run: settling() },
      { name: 'command', run: (store) => call(store, 'm', { key: 'tap:b', points: 5 }) },
      { name: 'sweeper', run: (store) => tick(store) },
    ];
    const ending = await play(memory, processes, deviations);
    for (const result of ending.results.slice(0, 2))
      if (result !== 'died' && 'value' in result) outcomes.add(result.value);
    await settling()(memory.plain());
    const wrong = await aftermath(memory);
    const expiries = memory.all('ledger').filter(({ kind }) => kind === 'expiry');
    const given = memory.all('ledger').some(({ key }) => key === 'tap:b') ? 5 : 0;
    if (expiries.length !== 1) wrong.push(`${expiries.length} expiries`);
    if (only(memory).balance !== given) wrong.push(`${only(memory).balance} points left`);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(run, 2, 12);
  expect(runs).toBeGreaterThan(120);
  expect([...outcomes].sort()).toEqual(['booked', 'lost', 'rested']);
});

test('where nothing is due, only the next day to look is written, and no revision is used for it', async () => {
  const memory = await world('m');
  const store = memory.plain();
  await call(store, 'm', { key: 'tap:a', points: 9 });
  await store.update('members', 'm', {}, { set: { wake: '2026-11-21' } });
  const before = only(memory);
  expect(await settling()(store)).toBe('rested');
  expect(only(memory)).toEqual({ ...before, wake: '2027-12-01' });
  // Somebody else has committed since the member was read: the next tick looks again.
  await call(store, 'm', { key: 'tap:b', points: 1 });
  expect(await settle(environment(store), before, stamp)).toBe('lost');
});

test('each commit says when to look again; a closed or merged member is never looked at', async () => {
  const memory = await world('m');
  const store = memory.plain();
  expect(only(memory).wake).toBe(FAR_DAY);
  await call(store, 'm', { key: 'tap:a', points: 9 });
  expect(only(memory).wake).toBe('2027-12-01');
  for (const state of ['closed', 'merged']) {
    await store.update('members', 'm', {}, { set: { state, wake: '2026-11-21' } });
    expect(await settling(Date.UTC(2028, 0, 1) as EpochMs)(store)).toBe('rested');
    expect(only(memory)).toMatchObject({ wake: FAR_DAY, balance: 9 });
  }
});

test('the day to look again for points that ended is the day after their last, and tomorrow for what has come back', () => {
  const lots = (until: string) => ({ lots: [{ from: null, until: until as DayKey, points: 3 as Points }] });
  const today = '2026-11-21' as DayKey;
  expect(nextExpiry(lots('2026-11-30'), today)).toBe('2026-12-01');
  expect(nextExpiry(lots('2026-11-21'), today)).toBe('2026-11-22');
  expect(nextExpiry(lots('2026-10-31'), today)).toBe('2026-11-22');
  expect(nextExpiry(lots(FAR_DAY), today)).toBe(FAR_DAY);
  expect(nextExpiry({ lots: [] }, today)).toBe(FAR_DAY);
});

/** Time brings points, of which the member is told today, and will be told something tomorrow. */
const generous: Clockwork = {
  ...clockwork,
  due: (member, today) => {
    if (member.lastBirthday !== null) return { change: {}, drafts: [] };
    const lot = { from: null, until: '2027-11-30' as DayKey, points: 50 as Points };
    const notice = (key: string, at: number) => noticeBirth('m', key, 'birthday', { points: 50 }, at as EpochMs);
    const draft: Draft = {
      key: 'birthday:2026',
      kind: 'birthday',
      ref: null,
      moves: [lot],
      because: [{ code: 'birthday.pack', args: {}, result: 50 }],
      print: today,
      result: {},
      births: [notice('birthday:2026', NOON), notice('tomorrow', NOON + 86_400_000)],
    };
    return { change: { lots: [...member.lots, lot], lastBirthday: 2026 }, drafts: [draft] };
  },
};

test('a command sees what time has brought before it, in the same commit; its notices are born and counted when due', async () => {
  const memory = await world('m');
  const store = memory.plain();
  const member = await findMemberById(store, 'm');
  if (!member) throw new Error('nobody');
  const asked: string[] = [];
  const counted: Store = {
    ...store,
    update: (...args) => {
      asked.push(args[0]);
      return store.update(...args);
    },
  };
  expect(await settle(environment(counted), member, { ...stamp, clockwork: generous })).toBe('booked');
  expect(asked).toEqual(['members']);
  const after = only(memory);
  expect(after).toMatchObject({
    balance: 50,
    noticed: 1,
    lastNotice: { id: 'm:birthday:2026', kind: 'birthday', at: NOON },
  });
  expect(memory.all('notices').map(({ _id }) => _id)).toEqual(['m:birthday:2026', 'm:tomorrow']);
  expect(await settle(environment(store), after, { ...stamp, clockwork: generous })).toBe('rested');
  expect(await aftermath(memory)).toEqual([]);
});

test('growth or lots that do not follow from the entries are never written', async () => {
  const memory = await world('m');
  const member = only(memory);
  const wrong = (change: object): Clockwork => ({ ...clockwork, due: () => ({ change, drafts: [] }) });
  for (const change of [
    { growth: 5 },
    { lots: [{ from: null, until: '2027-11-30' as DayKey, points: 1 as Points }] },
  ]) {
    const env = environment(memory.plain());
    await expect(settle(env, member, { ...stamp, clockwork: wrong(change) })).rejects.toThrow(/growth|lots/);
  }
  expect(only(memory)).toEqual(member);
});

test('points that end while a debt stands pay it first: the entry has both lines', async () => {
  const memory = await ended();
  const debt = { from: null, until: FAR_DAY, points: -4 as Points };
  const member = { ...only(memory), balance: 5 as Points, lots: [...only(memory).lots, debt] };
  const { draft, member: after } = bookExpiry(member, '2026-11-21' as DayKey);
  expect(draft?.because).toEqual([{ code: 'expiry.lot', args: { lastDay: '2026-11-20', points: 5 }, result: -5 }]);
  expect(after).toMatchObject({ lots: [], balance: 0 });
});

test('a member whose document is broken is an alarm, and holds up nobody else', async () => {
  const memory = await world('broken', 'm');
  const store = memory.plain();
  const lots = [{ from: null, until: '2026-11-20' as DayKey, points: 9 as Points }];
  await store.update('members', 'broken', {}, { set: { lots, balance: 8 } });
  await store.update('members', 'm', {}, { set: { lots, balance: 9 } });
  const env = environment(store);
  const members = memory.all('members') as unknown as Member[];
  expect(await settleAll(env, members, stamp, NOON + 1)).toEqual(['lost', 'booked']);
  expect(only(memory).balance).toBe(0);
  expect(env.alarms).toEqual(['member broken: the lots do not add up to the balance']);
});
