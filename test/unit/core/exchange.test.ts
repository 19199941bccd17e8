import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balanceOf, type Lot, spend } from '../../../cloudfunctions/core/account';
import { givenBack, inOrder, type Taken, takenBy } from '../../../cloudfunctions/core/exchange';
import { counted } from '../../../cloudfunctions/core/limits';
import type { EarnedRight } from '../../../typings/api/shopper';
import type { DayKey, Points } from '../../../typings/domain';

const today = '2026-11-21' as DayKey;
const ends = ['2026-11-30', '2026-12-31', '2027-01-31', '2027-06-30'] as DayKey[];

const lot = fc
  .record({ until: fc.constantFrom(...ends), points: fc.integer({ min: 1, max: 500 }) })
  .map(({ until, points }): Lot => ({ from: null, until, points: points as Points }));
const lots = fc.uniqueArray(lot, { minLength: 1, maxLength: 4, selector: (each) => each.until });
const right = fc
  .constantFrom('2026-10-01', '2026-11-02', '2026-11-20')
  .map((earnedOn): EarnedRight => ({ code: 'streak30', name: '专享礼', earnedOn: earnedOn as DayKey }));

const sorted = (all: readonly Lot[]) => [...all].sort((a, b) => (a.until < b.until ? -1 : 1));

test('what is given back right after it was taken leaves points, counts and rights as they were', () => {
  fc.assert(
    fc.property(
      lots,
      fc.integer({ min: 1, max: 2_000 }),
      fc.array(right, { maxLength: 3 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 20 }),
      (own, points, rights, limited, n) => {
        const spent = spend(own, points as Points, today);
        fc.pre(spent !== null);
        const [used] = inOrder(rights);
        const before = { lots: own, rights: inOrder(rights), counters: counted([], yesterday, today) };
        const counter = limited ? { of: 'reward:a', period: 'month' as const, n, day: today } : null;
        const taken: Taken = {
          rewardId: 'a',
          quantity: n,
          counter,
          right: used ?? null,
          takes: [{ stock: 'reward:a', n }],
        };
        const after = {
          state: 'active' as const,
          lots: spent.lots,
          rights: before.rights.filter((each) => each !== used),
          counters: counter ? counted(before.counters, counter, today) : before.counters,
        };
        const back = givenBack(after, { key: 'k', moves: spent.moves, result: { taken } }, today);
        expect(sorted(back.change.lots)).toEqual(sorted(own));
        expect(balanceOf(back.moves)).toBe(points);
        expect(back.change.rights).toEqual(before.rights);
        expect(back.change.counters).toEqual(before.counters);
        expect(back.takes).toEqual([{ stock: 'reward:a', n: -n }]);
      },
    ),
    { numRuns: 300 },
  );
});

const yesterday = { of: 'reward:b', period: 'ever' as const, n: 1, day: '2026-11-20' as DayKey };

test('points go back to the lot they came from, also when it has ended since', () => {
  const own: Lot[] = [{ from: null, until: '2026-11-30' as DayKey, points: 50 as Points }];
  const spent = spend(own, 50 as Points, today);
  const taken: Taken = { rewardId: 'a', quantity: 1, counter: null, right: null, takes: [] };
  const fact = { key: 'k', moves: spent?.moves ?? [], result: { taken } };
  const back = givenBack({ state: 'active', lots: [], counters: [], rights: [] }, fact, '2026-12-05' as DayKey);
  expect(back.change.lots).toEqual(own);
});

test('a count whose period is over is not given back', () => {
  const counter = { of: 'reward:a', period: 'day' as const, n: 1, day: today };
  const next = '2026-11-22' as DayKey;
  const taken: Taken = { rewardId: 'a', quantity: 1, counter, right: null, takes: [] };
  const counters = counted([], { ...counter, day: next }, next);
  const owner = { state: 'active' as const, lots: [], counters, rights: [] };
  const back = givenBack(owner, { key: 'k', moves: [], result: { taken } }, next);
  expect(back.change.counters).toEqual(counters);
});

test('to a closed account no points go back, and the units go to the shelf', () => {
  const taken: Taken = { rewardId: 'a', quantity: 2, counter: null, right: null, takes: [{ stock: 'reward:a', n: 2 }] };
  const moves: Lot[] = [{ from: null, until: '2027-11-30' as DayKey, points: -50 as Points }];
  const owner = { state: 'closed' as const, lots: [], counters: [], rights: [] };
  const back = givenBack(owner, { key: 'k', moves, result: { taken } }, today);
  expect(back.change).toEqual({ lots: [], counters: [], rights: [] });
  expect(back.moves).toEqual([]);
  expect(back.takes).toEqual([{ stock: 'reward:a', n: -2 }]);
});

test('an entry that took no reward cannot be given back', () => {
  expect(() => takenBy({ key: 'checkin:2026-11-21', result: {} })).toThrow('checkin:2026-11-21');
});
