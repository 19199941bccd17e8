import { expect, test } from 'vitest';
import { type Birth, type Credit, type Member, sweep } from '../../cloudfunctions/core/account';
import type { DayKey, EpochMs, Points } from '../../typings/domain';
import { explore } from './simulation/explore';
import { Memory } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { aftermath, call, environment, type Giving, member, NOON, tick, time, world } from './simulation/world';

/** The collection is of no importance here; `stuck` must be empty in the end, so it is not used. */
const birth: Birth = { collection: 'identities', document: { _id: 'born-of-a' } };

function credit(memberId: string, key: string): Credit {
  const because = [{ code: 'join.points', args: { points: 11 }, result: 11 }];
  const lots = [{ from: null, until: '2027-11-30' as DayKey, points: 11 as Points }];
  return { memberId, key, kind: 'join', ref: null, lots, because, births: [], returnable: false, carry: null };
}

const fromA: Giving = { key: 'tap:a', points: 3, births: [birth], credits: [credit('b', 'credit:a')] };
const fromB: Giving = { key: 'tap:b', points: 7, credits: [credit('a', 'credit:b')] };

const callA: Process['run'] = (store) => call(store, 'a', fromA);
const callB: Process['run'] = (store) => call(store, 'b', fromB);
const sweeper: Process = { name: 'sweeper', run: (store) => tick(store) };
const secondSweeper: Process = { name: 'second sweeper', run: (store) => tick(store, 40) };

async function law(processes: Process[], deviations: Deviation[]): Promise<Ending> {
  const memory = await world('a', 'b');
  const ending = await play(memory, processes, deviations);
  for (const again of [callA, callB]) {
    const repeat = (await again(memory.plain())) as { ok: boolean };
    if (!repeat.ok) throw new Error('a repeat was refused');
  }
  const wrong = [...(await aftermath(memory)), ...undelivered(memory)];
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  return ending;
}

function undelivered(memory: Memory): string[] {
  const wrong: string[] = [];
  if (memory.all('identities').filter(({ _id }) => _id === birth.document._id).length !== 1) wrong.push('not born');
  const credits = memory.all('ledger').filter(({ key }) => key === 'credit:a' || key === 'credit:b');
  if (credits.length !== 2) wrong.push(`${credits.length} credits`);
  for (const { _id, balance } of memory.all('members')) {
    const expected = _id === 'a' ? 3 + 11 : 7 + 11;
    if (balance !== expected) wrong.push(`${_id} has ${balance} instead of ${expected}`);
  }
  return wrong;
}

test('births and credits, also in both directions, are delivered exactly once', async () => {
  const processes = [{ name: 'a', run: callA }, { name: 'b', run: callB }, sweeper, secondSweeper];
  const { runs } = await explore((deviations) => law(processes, deviations), 2, 6);
  expect(runs).toBeGreaterThan(400);
});

test('an entry whose credit can never be posted is parked, and holds up nobody', async () => {
  const memory = await world('a', 'b');
  await call(memory.plain(), 'a', { ...fromA, credits: [credit('nobody', 'credit:x')] });
  for (let hour = 1; hour <= 30; hour += 1) await tick(memory.plain(), hour * 60 + 61);
  const [stuck, ...more] = memory.all('stuck');
  expect(more).toEqual([]);
  expect(stuck).toMatchObject({ memberId: 'a', key: 'tap:a', credits: [{ key: 'credit:x' }] });
  const after = memory.all('members').find(({ _id }) => _id === 'a');
  expect(after).toMatchObject({ journal: {}, balance: 3 });
  expect(after?.due).toBeUndefined();
});

test('a full journal is delivered before the next command, and no entry is cut', async () => {
  const memory = await world('a');
  for (let i = 0; i < 40; i += 1) {
    const done = await call(memory.plain(), 'a', { key: `tap:${i}`, points: 1 });
    expect(done).toMatchObject({ ok: true });
    const [after] = memory.all('members');
    expect(Object.keys(after?.journal as object).length).toBeLessThanOrEqual(32);
  }
  expect(await aftermath(memory)).toEqual([]);
  expect(memory.all('ledger').length).toBe(41);
});

test('a key sent again with other content is refused, in the journal and from the ledger', async () => {
  const memory = await world('a');
  const store = memory.plain();
  await call(store, 'a', { key: 'tap:a', points: 3 });
  expect(await call(store, 'a', { key: 'tap:a', points: 4 })).toMatchObject({ ok: false, code: 'KEY_REUSED' });
  await aftermath(memory);
  expect(await call(store, 'a', { key: 'tap:a', points: 4 })).toMatchObject({ ok: false, code: 'KEY_REUSED' });
  expect(await call(store, 'a', { key: 'tap:a', points: 3 })).toMatchObject({ ok: true, data: { repeated: true } });
});

test('one tick delivers more members than fit on a page, and stops when its time is over', async () => {
  const ids = Array.from({ length: 230 }, (_, i) => `m${i}`);
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  for (const id of ids) await store.add('members', member(id));
  const now = (NOON + 120_000) as EpochMs;
  const late = await sweep(environment(store, now), time, now);
  expect(late).toEqual({ members: 0, rows: 0, failures: 0, unfinished: true });
  const done = await sweep(environment(store, now), time, (now + 1) as EpochMs);
  expect(done).toEqual({ members: 230, rows: 230, failures: 0, unfinished: false });
  expect(memory.all('ledger').length).toBe(230);
});

test('a tick that runs out of time in the middle of a page leaves the rest due, and blames nobody', async () => {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  for (const id of ['a', 'b', 'c']) await store.add('members', member(id));
  let looks = 0;
  const now = NOON + 120_000;
  // The clock passes the end after the second entry.
  const clock = () => {
    looks += 1;
    return (now + looks) as EpochMs;
  };
  await sweep({ ...environment(store, now as EpochMs), clock }, time, (now + 5) as EpochMs);
  expect(memory.all('ledger').length).toBeLessThan(3);
  for (const { journal, due } of memory.all('members')) {
    expect(due).toBeDefined();
    expect(Object.values(journal as Member['journal']).map(({ tries }) => tries)).toEqual([0]);
  }
  expect(await aftermath(memory)).toEqual([]);
});

test("a ledger row that is another entry than the journal's is an alarm, and neither is touched", async () => {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  await store.add('members', member('m'));
  await store.add('ledger', { _id: 'm:join', memberId: 'm', seq: 1, hash: 'of something else' } as { _id: string });
  const env = environment(store, (NOON + 30 * 60_000) as EpochMs);
  await sweep(env, time, (NOON + 60 * 60_000) as EpochMs);
  expect(env.alarms.join()).toMatch(/another entry/);
  expect(memory.all('members')[0]).toMatchObject({ journal: { e1: { key: 'join', tries: 1 } } });
  expect(memory.all('ledger')[0]).toMatchObject({ hash: 'of something else' });
});

test("births left by a call that died are delivered by the member's next call", async () => {
  const memory = await world('a', 'b');
  const { results } = await play(memory, [{ name: 'a', run: callA }], [{ step: 2, fate: 'crash after' }]);
  expect(results).toEqual(['died']);
  expect(memory.all('identities')).toEqual([]);
  await call(memory.plain(), 'a', { key: 'tap:next', points: 1 }, (NOON + 3_000) as EpochMs);
  expect(memory.all('identities').map(({ _id }) => _id)).toEqual([birth.document._id]);
});
