import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../../cloudfunctions/core/calendar';
import { priceOn } from '../../../cloudfunctions/core/rewards/price';
import type { DayKey } from '../../../typings/domain';

/** A Saturday. */
const saturday = '2026-11-21' as DayKey;
const wednesday = '2026-11-25' as DayKey;
const discount = { name: '周三会员日', weekdays: [3], monthDays: [], rate: 80 };

test('a discount holds on its days of the week and of the month, and on no other', () => {
  const price = { points: 300, cashFen: 500 };
  expect(priceOn({ price, discounts: [discount] }, wednesday)).toEqual({
    points: 240,
    cashFen: 500,
    was: { points: 300, cashFen: 500, name: '周三会员日' },
  });
  expect(priceOn({ price, discounts: [discount] }, saturday)).toEqual({ points: 300, cashFen: 500, was: null });
  const monthly = { ...discount, weekdays: [], monthDays: [21] };
  expect(priceOn({ price, discounts: [monthly] }, saturday).points).toBe(240);
  expect(priceOn({ price, discounts: [monthly] }, wednesday).points).toBe(300);
});

test('of several discounts the best one holds', () => {
  const others = [90, 60, 75].map((rate) => ({ ...discount, name: `${rate}`, rate }));
  const price = priceOn({ price: { points: 100, cashFen: 0 }, discounts: others }, wednesday);
  expect([price.points, price.was?.name]).toEqual([60, '60']);
});

test('a price is rounded up, is never negative, never above the full one, and money has no discount', () => {
  const rate = fc.integer({ min: 1, max: 99 });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.array(rate, { maxLength: 5 }),
      fc.integer({ min: 0, max: 400 }),
      (points, cashFen, rates, days) => {
        const discounts = rates.map((each) => ({ ...discount, rate: each }));
        const day = addDays(saturday, days);
        const price = priceOn({ price: { points, cashFen }, discounts }, day);
        expect(Number.isSafeInteger(price.points)).toBe(true);
        expect(price.points).toBeGreaterThanOrEqual(points === 0 ? 0 : 1);
        expect(price.points).toBeLessThanOrEqual(points);
        expect(price.points * 100).toBeGreaterThanOrEqual(price.was ? points * Math.min(...rates) : points * 100);
        expect(price.cashFen).toBe(cashFen);
        expect(price.was === null).toBe(price.points === points);
      },
    ),
    { numRuns: 500 },
  );
});
