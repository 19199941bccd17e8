/** Units and coupons: whatever fails, whoever steps in between, nothing is sold twice and nothing is lost. */
import { expect, test } from 'vitest';
import type { Executed, Hold } from '../../cloudfunctions/core/account';
import type { Result } from '../../cloudfunctions/platform/refusal';
import { StoreError } from '../../cloudfunctions/platform/store';
import { explore } from './simulation/explore';
import type { Memory } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import {
  COUPON,
  couponOf,
  couponUsed,
  PRICE,
  QUOTA,
  stocked,
  stockOf,
  type Taking,
  take,
  taken,
  tickHolds,
  UNITS,
  unit,
} from './simulation/stock';
import { aftermath, call, tick } from './simulation/world';

const sweeper: Process = { name: 'sweeper', run: (store) => tick(store) };
const holdSweeper: Process = { name: 'sweeper of holds', run: (store) => tickHolds(store) };

interface Scene {
  units: number;
  members: string[];
  before?(memory: Memory): Promise<void>;
  processes: Process[];
  /** In the end, after everything has been delivered, settled and dropped. */
  law(memory: Memory, ending: Ending): void | Promise<void>;
}

function scene({ units, members, before, processes, law }: Scene) {
  return async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await stocked(units, ...members);
    await before?.(memory);
    const ending = await play(memory, processes, deviations);
    const wrong = [...unsettledRows(memory), ...(await aftermath(memory))];
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    answered(memory, ending);
    await law(memory, ending);
    return ending;
  };
}

/** A row is the last thing written: what its entry has taken is settled. */
function unsettledRows(memory: Memory): string[] {
  const standing = [UNITS, QUOTA].flatMap((id) => Object.keys(stockOf(memory, id).holds));
  const named = memory.all('ledger').flatMap(({ holds }) => holds as Hold[]);
  const coupon = couponOf(memory).hold?.id ?? '';
  return named.filter(({ hold }) => [...standing, coupon].includes(hold)).map(({ hold }) => `${hold} has a row`);
}

/** What a call has said stays true: a success has its entry. Nothing fails but for the database's sake. */
function answered(memory: Memory, ending: Ending): void {
  for (const result of ending.results) {
    if (result === 'died') continue;
    if ('failure' in result) {
      if (result.failure instanceof StoreError) continue;
      throw result.failure;
    }
    const value = result.value as Result<Executed> | undefined;
    if (!value?.ok) continue;
    const { member, fact } = value.data;
    const row = memory.all('ledger').find(({ _id }) => _id === `${member._id}:${fact.key}`);
    if (row?.hash !== fact.hash) throw new Error(`the entry of ${fact.key} is another than was answered`);
  }
}

function entries(memory: Memory): Record<string, unknown>[] {
  return memory.all('ledger').filter(({ kind }) => kind === 'exchange');
}

/** Each entry has taken one unit, one a key, and each unit is with an entry or left. */
function soldOnce(units: number) {
  return (memory: Memory) => {
    const sold = entries(memory).filter(({ points }) => points === -PRICE);
    const { left, sold: counted } = stockOf(memory);
    if (sold.length !== counted || left + counted !== units) throw new Error(`${sold.length} sold, ${left} left`);
  };
}

const one: Taking = { key: '2-abc', takes: [unit] };
const asking: Taking = { key: 'abc', takes: [unit] };

test('a unit is sold once to one key, whatever one request does and wherever another process steps in', async () => {
  for (const what of [one, asking]) {
    const run = scene({
      units: 1,
      members: ['m'],
      processes: [
        { name: 'first', run: take('m', what) },
        { name: 'repeat', run: take('m', what) },
        { name: 'other', run: (store) => call(store, 'm', { key: 'tap:b', points: 7 }) },
        sweeper,
        holdSweeper,
      ],
      law: soldOnce(1),
    });
    const { runs } = await explore(run, 1);
    expect(runs).toBeGreaterThan(60);
  }
});

test('two things going wrong together change nothing about that', async () => {
  for (const what of [one, asking]) {
    const run = scene({
      units: 1,
      members: ['m'],
      processes: [
        { name: 'first', run: take('m', what) },
        { name: 'repeat', run: take('m', what) },
        holdSweeper,
        sweeper,
      ],
      law: soldOnce(1),
    });
    const { runs } = await explore(run, 2, 5);
    expect(runs).toBeGreaterThan(200);
  }
});

test('three things going wrong, of which some runs are tried, change nothing about that', async () => {
  const run = scene({
    units: 1,
    members: ['m'],
    processes: [{ name: 'first', run: take('m', asking) }, holdSweeper, sweeper],
    law: soldOnce(1),
  });
  const { runs } = await explore(run, 3, 60);
  expect(runs).toBeGreaterThan(200);
});

test('of one unit and two members one gets it, and the other is not charged', async () => {
  const run = scene({
    units: 1,
    members: ['m', 'n'],
    processes: [{ name: 'm', run: take('m', one) }, { name: 'n', run: take('n', one) }, holdSweeper, sweeper],
    law: soldOnce(1),
  });
  const { runs } = await explore(run, 2, 8);
  expect(runs).toBeGreaterThan(150);
});

test('what takes two things takes both or neither', async () => {
  const both: Taking = { key: '2-abc', takes: [unit, { stock: QUOTA, n: 2 }] };
  const run = scene({
    units: 1,
    members: ['m'],
    processes: [{ name: 'both', run: take('m', both) }, { name: 'other', run: take('m', one) }, holdSweeper, sweeper],
    law: (memory) => {
      const [entry, more] = entries(memory);
      if (more) throw new Error('one unit was taken twice');
      const quota = stockOf(memory, QUOTA).sold;
      if (quota !== ((entry?.holds as unknown[] | undefined)?.length === 2 ? 2 : 0)) throw new Error(`quota ${quota}`);
      soldOnce(1)(memory);
    },
  });
  const { runs } = await explore(run, 2, 8);
  expect(runs).toBeGreaterThan(150);
});

const back: Taking = { key: 'cancel:x', takes: [{ ...unit, n: -1 }], points: 0 };

test('what is given back is there again once, also while somebody waits for it', async () => {
  const run = scene({
    units: 1,
    members: ['m', 'n'],
    before: async (memory) => {
      await taken(memory.plain(), 'm', one);
    },
    processes: [
      { name: 'cancel', run: take('m', back) },
      { name: 'again', run: take('m', back) },
      { name: 'n', run: take('n', one) },
      holdSweeper,
      sweeper,
    ],
    law: (memory) => {
      const kept = memory.all('ledger').filter(({ _id }) => _id === 'm:cancel:x').length === 0;
      const gone = memory.all('ledger').filter(({ _id }) => _id === 'n:tap:taking:2:abc').length;
      const { left, sold } = stockOf(memory);
      if (sold !== (kept ? 1 : 0) + gone || left + sold !== 1) throw new Error(`${left} left, ${sold} sold`);
    },
  });
  const { runs } = await explore(run, 2, 8);
  expect(runs).toBeGreaterThan(150);
});

const sale = (key: string): Taking => ({ key, takes: [couponUsed], points: 0 });

test('a coupon that two sales take is used by one', async () => {
  const run = scene({
    units: 1,
    members: ['m'],
    processes: [
      { name: 'one', run: take('m', sale('order:a')) },
      { name: 'two', run: take('m', sale('order:b')) },
      { name: 'again', run: take('m', sale('order:a')) },
      holdSweeper,
      sweeper,
    ],
    law: (memory) => {
      const used = entries(memory).filter(({ holds }) => (holds as unknown[]).length > 0).length;
      if (used > 1 || (couponOf(memory).state === 'used') !== (used === 1)) throw new Error(`used ${used} times`);
    },
  });
  const { runs } = await explore(run, 2, 8);
  expect(runs).toBeGreaterThan(150);
});

test('a coupon that a sale gives back can be used again, and each use is told', async () => {
  const undo: Taking = { key: 'undo:a', takes: [{ stock: COUPON, n: -1, undoes: 'order:a' }], points: 0 };
  const run = scene({
    units: 1,
    members: ['m'],
    before: async (memory) => {
      await taken(memory.plain(), 'm', sale('order:a'));
    },
    processes: [
      { name: 'undo', run: take('m', undo) },
      { name: 'again', run: take('m', undo) },
      { name: 'next sale', run: take('m', sale('order:b')) },
      holdSweeper,
      sweeper,
    ],
    law: (memory) => {
      const undone = memory.all('ledger').some(({ key }) => key === 'undo:a');
      const next = memory.all('ledger').some(({ key }) => key === 'order:b');
      if (next && !undone) throw new Error('used twice');
      const { state, uses } = couponOf(memory);
      if (state !== (undone && !next ? 'usable' : 'used')) throw new Error(`it is ${state}`);
      if (Object.keys(uses).length !== (next ? 2 : 1)) throw new Error('a use is not told');
    },
  });
  const { runs } = await explore(run, 2, 8);
  expect(runs).toBeGreaterThan(150);
});
