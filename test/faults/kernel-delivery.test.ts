import { expect, test } from 'vitest';
import type { Birth, Credit } from '../../cloudfunctions/core/account';
import type { DayKey, Points } from '../../typings/domain';
import { explore } from './simulation/explore';
import type { Memory } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { aftermath, call, type Giving, tick, world } from './simulation/world';

/** The collection is of no importance here; `stuck` must be empty in the end, so it is not used. */
const birth: Birth = { collection: 'identities', document: { _id: 'born-of-a' } };

function credit(memberId: string, key: string): Credit {
  const because = [{ code: 'join.points', args: { points: 11 }, result: 11 }];
  return { memberId, key, kind: 'join', ref: null, points: 11 as Points, lastDay: '2027-11-30' as DayKey, because };
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
  const { runs } = await explore((deviations) => law(processes, deviations), 2, 3);
  expect(runs).toBeGreaterThan(800);
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
