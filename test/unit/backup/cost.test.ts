/** What a month costs: the plan first, then the cheapest packs that are enough. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { habits } from '../../../scripts/cost/habits';
import { MEASURED } from '../../../scripts/cost/measured';
import { actsOf, monthOf, perMonth } from '../../../scripts/cost/month';
import { PRICES } from '../../../scripts/cost/prices';

const packCalls = (packs: Record<number, number>) =>
  Object.entries(packs).reduce((sum, [size, n]) => sum + Number(size) * n, 0);

test('what is bought is enough, and nothing cheaper of one size would be', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 500 }), (members, each) => {
      const { beyond, packs, yuan } = monthOf(members, each, { idleTick: 30, busyTick: 50 }, 10);
      expect(packCalls(packs)).toBeGreaterThanOrEqual(beyond);
      for (const { calls, yuan: price } of Object.values(PRICES.packs.calls))
        expect(yuan).toBeLessThanOrEqual(Math.ceil(beyond / calls) * price);
    }),
    { numRuns: 200 },
  );
});

test('a shop within its plan buys nothing more', () => {
  expect(monthOf(1, 1, { idleTick: 1, busyTick: 2 }, 1)).toMatchObject({ beyond: 0, yuan: 0 });
});

test('a hundred thousand members cost more than a thousand, and the timer the same', () => {
  const each = perMonth(MEASURED.occasions, habits());
  const [small, large] = [1_000, 100_000].map((members) => monthOf(members, each, MEASURED, actsOf(habits())));
  expect(large?.yuan).toBeGreaterThan(small?.yuan ?? 0);
  expect(large?.timerCalls).toBe(small?.timerCalls);
  expect(each).toBeGreaterThan(10);
});
