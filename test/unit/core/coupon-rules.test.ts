import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Coupon,
  type CouponValue,
  codeOf,
  discountOf,
  grantingBy,
  isCode,
  type Occasion,
  stackable,
  termsView,
  validityOf,
  whyNot,
} from '../../../cloudfunctions/core/templates';
import type { DayKey, EpochMs, Fen } from '../../../typings/domain';
import { NOON } from '../../faults/simulation/world';
import { couponOf, couponWith, TODAY, templateWith } from './coupon-sample';

const key = Buffer.alloc(32, 7);
const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));

test('a code is 16 digits that say what they are the code of', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (id) => {
      expect(codeOf('71', id, key)).toMatch(/^71\d{14}$/);
      expect(isCode(codeOf('71', id, key))).toBe('coupon');
      expect(isCode(codeOf('72', id, key))).toBe('redemption');
    }),
  );
  for (const none of ['', '71', '7100000000000000 ', '8812345678901234', '62'.padEnd(16, '0')])
    expect(isCode(none)).toBeNull();
});

test('a single wrong digit makes no code', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(15), fc.integer({ min: 1, max: 9 }), (id, place, off) => {
      const code = codeOf('71', id, key);
      const wrong = String((Number(code[place]) + off) % 10);
      const mistyped = code.slice(0, place) + wrong + code.slice(place + 1);
      // A coupon's code with the prefix of a redemption has the wrong check digit too.
      expect(isCode(mistyped)).toBeNull();
    }),
  );
});

test('of 10,000 random codes none finds one of 10,000 coupons', () => {
  const issued = new Set(Array.from({ length: 10_000 }, (_, n) => codeOf('71', `coupon ${n}`, key)));
  expect(issued.size).toBe(10_000);
  const guesses = fc.sample(digits(14), { numRuns: 10_000, seed: 4 });
  expect(guesses.filter((guess) => issued.has(`71${guess}`))).toEqual([]);
});

test('another key makes other codes', () => {
  expect(codeOf('71', 'one', key)).not.toBe(codeOf('71', 'one', Buffer.alloc(32, 8)));
  expect(codeOf('71', 'one', key).slice(2)).not.toBe(codeOf('72', 'one', key).slice(2));
});

const off = (value: CouponValue, amountFen: number) => {
  const discount = discountOf({ value, categories: [] }, { amountFen: amountFen as Fen, categories: null });
  return 'fen' in discount ? discount.fen : discount.refusal;
};

test('¥10 off from ¥50: not at ¥49.99, and 8.5 折 of ¥10.01 rounds for the customer, up to its cap', () => {
  const ten: CouponValue = { kind: 'amount', fen: 1_000, thresholdFen: 5_000 };
  expect(off(ten, 4_999)).toBe('COUPON_THRESHOLD');
  expect(off(ten, 5_000)).toBe(1_000);
  expect(off({ kind: 'amount', fen: 1_000, thresholdFen: 0 }, 300)).toBe(300);
  const feast: CouponValue = { kind: 'percent', rate: 85, thresholdFen: 0, capFen: 6_000 };
  // 85 % of 1,001 fen are 850.85: the customer pays 850.
  expect(off(feast, 1_001)).toBe(151);
  expect(off(feast, 40_000)).toBe(6_000);
  expect(off(feast, 40_001)).toBe(6_000);
  expect(off({ kind: 'freeShipping', thresholdFen: 3_900 }, 3_899)).toBe('COUPON_THRESHOLD');
  expect(off({ kind: 'freeShipping', thresholdFen: 3_900 }, 3_900)).toBe(0);
  expect(off({ kind: 'exchange', item: '桂花糖藕' }, 0)).toBe(0);
});

const fen = fc.integer({ min: 1, max: 1_000_000 });
const anyValue: fc.Arbitrary<CouponValue> = fc.oneof(
  fc.record({ kind: fc.constant('amount' as const), fen, thresholdFen: fc.nat(100_000) }),
  fc.record({
    kind: fc.constant('percent' as const),
    rate: fc.integer({ min: 1, max: 99 }),
    thresholdFen: fc.nat(100_000),
    capFen: fc.option(fen),
  }),
);

test('a discount is whole, never more than the basket, and a larger basket never gets less off', () => {
  fc.assert(
    fc.property(anyValue, fen, fen, (value, one, more) => {
      const [small, large] = [off(value, one), off(value, one + more)];
      if (typeof small === 'string') return;
      expect(Number.isSafeInteger(small)).toBe(true);
      expect(small).toBeGreaterThanOrEqual(0);
      expect(small).toBeLessThanOrEqual(one);
      expect(large).toBeGreaterThanOrEqual(small);
    }),
  );
});

test('a coupon for certain goods takes nothing off others, nor off what nobody has named', () => {
  const terms = { value: templateWith().value, categories: ['茶饮', '糕点'] };
  const of = (categories: string[] | null) => discountOf(terms, { amountFen: 9_900 as Fen, categories });
  expect(of(null)).toEqual({ refusal: 'COUPON_CATEGORY' });
  expect(of([])).toEqual({ refusal: 'COUPON_CATEGORY' });
  expect(of(['茶饮', '面'])).toEqual({ refusal: 'COUPON_CATEGORY' });
  expect(of(['糕点'])).toEqual({ fen: 1_000 });
});

test('coupons go together only when each is of a group of its own', () => {
  const of = (...groups: (string | null)[]) => stackable(groups.map((stacking) => ({ terms: { stacking } })));
  expect(of()).toBeNull();
  expect(of(null)).toBeNull();
  expect(of('a', 'b')).toBeNull();
  expect(of('a', 'a')).toBe('COUPON_STACKING');
  expect(of('a', null)).toBe('COUPON_STACKING');
  expect(of('a', 'b', 'a')).toBe('COUPON_STACKING');
});

const here: Occasion = { today: TODAY, now: NOON, storeId: 'default', channel: 'counter', memberId: null };
const till = { by: 'partner:till', ref: 'A1', until: (NOON + 60_000) as EpochMs };
const reserved: Partial<Coupon> = { state: 'reserved', reservation: till };

test.each<[string, Partial<Coupon>, Partial<Occasion>, string | null]>([
  ['usable', {}, {}, null],
  ['on its last day', { until: TODAY }, {}, null],
  ['the day after', { until: '2026-11-20' as DayKey }, {}, 'COUPON_EXPIRED'],
  ['the day before', { from: '2026-11-22' as DayKey }, {}, 'COUPON_NOT_YET'],
  ['used', { state: 'used' }, {}, 'COUPON_USED'],
  ['void', { state: 'void' }, {}, 'COUPON_VOID'],
  ['being taken by an order', { state: 'held' }, {}, 'COUPON_RESERVED'],
  ['being given back', { state: 'returning' }, {}, 'COUPON_RESERVED'],
  ['reserved by a till', reserved, {}, 'COUPON_RESERVED'],
  ['reserved by this till for this order', reserved, { reservedFor: { by: 'partner:till', ref: 'A1' } }, null],
  ['reserved for another order', reserved, { reservedFor: { by: 'partner:till', ref: 'A2' } }, 'COUPON_RESERVED'],
  ['reserved, but that is over', reserved, { now: till.until }, null],
  ['of another member', {}, { memberId: 'other' }, 'COUPON_MEMBER'],
  ['of a member that has become this one', {}, { memberId: ['other', 'm'] }, null],
])('a coupon that is %s', (_, coupon, at, refusal) => {
  expect(whyNot(couponWith(coupon), { ...here, ...at })).toBe(refusal);
});

test('a coupon holds in its stores and channels alone', () => {
  const coupon = couponWith({}, templateWith({ stores: ['west'], channels: ['till'] }));
  expect(whyNot(coupon, { ...here, storeId: 'west', channel: 'till' })).toBeNull();
  expect(whyNot(coupon, { ...here, channel: 'till' })).toBe('COUPON_STORE');
  expect(whyNot(coupon, { ...here, storeId: 'west' })).toBe('COUPON_CHANNEL');
});

test('the same grant makes the same documents, each coupon once', () => {
  const grant = grantingBy([templateWith(), templateWith({ code: 'dish', name: '小菜' })], NOON, (id) => id);
  const to = { memberId: 'm', key: 'checkin:2026-11-21', day: TODAY, source: 'checkin' as const, result: 5 };
  const grants = [
    { template: 'ten', count: 2 },
    { template: 'dish', count: 1 },
    { template: 'ten', count: 1 },
  ];
  const granted = grant(grants, to);
  expect(grant(grants, to)).toEqual(granted);
  const ids = granted.births.map(({ collection, document }) => `${collection} ${document._id}`);
  expect(new Set(ids).size).toBe(ids.length);
  expect(granted.coupons.map(({ name }) => name)).toEqual(['满50减10', '满50减10', '满50减10', '小菜']);
  expect(granted.because).toEqual([
    { code: 'coupon.granted', args: { coupon: '满50减10', count: 3 }, result: 5 },
    { code: 'coupon.granted', args: { coupon: '小菜', count: 1 }, result: 5 },
  ]);
  const notices = granted.births.filter(({ collection }) => collection === 'notices');
  expect(notices.map(({ document }) => document)).toMatchObject([
    { kind: 'coupon', facts: { coupon: '满50减10', count: 3, until: '2026-12-20' }, dueAt: NOON },
    { kind: 'coupon', facts: { coupon: '小菜', count: 1, until: '2026-12-20' } },
  ]);
  const elsewhere = grant(grants, { ...to, memberId: 'n' });
  expect(elsewhere.coupons.some(({ id }) => granted.coupons.some((each) => each.id === id))).toBe(false);
});

test('what somebody taps for is no news to them, and a template that is off, unknown or over gives nothing', () => {
  const over = { kind: 'fixed' as const, from: '2026-11-01', until: '2026-11-20' };
  const list = [
    templateWith(),
    templateWith({ code: 'off', state: 'off' }),
    templateWith({ code: 'over', validity: over }),
  ];
  const grant = grantingBy(list, NOON, () => 'code');
  const to = { memberId: 'm', key: 'k', day: TODAY, source: 'claim' as const, result: 0 };
  expect(grant([{ template: 'ten', count: 1 }], to).births.map(({ collection }) => collection)).toEqual(['coupons']);
  for (const template of ['off', 'over', 'never'])
    expect(grant([{ template, count: 1 }], to)).toEqual({ births: [], because: [], coupons: [] });
});

test('validity is fixed, or so many days from the grant on', () => {
  const relative = templateWith({ validity: { kind: 'relative', afterDays: 2, days: 1 } });
  expect(validityOf(relative, TODAY)).toEqual({ from: '2026-11-23', until: '2026-11-23' });
  const fixed = templateWith({ validity: { kind: 'fixed', from: '2026-12-01', until: '2026-12-31' } });
  expect(validityOf(fixed, TODAY)).toEqual({ from: '2026-12-01', until: '2026-12-31' });
  expect(validityOf(fixed, '2026-12-31' as DayKey)).not.toBeNull();
  expect(validityOf(fixed, '2027-01-01' as DayKey)).toBeNull();
});

test('a coupon keeps the terms it was given under, and says them by the names of today', () => {
  const template = templateWith({ stores: ['west', 'gone'], stacking: 'a', note: '酒水除外' });
  const { terms } = couponOf(template);
  expect(terms).toEqual({
    name: '满50减10',
    value: template.value,
    channels: [],
    stores: ['west', 'gone'],
    categories: [],
    stacking: 'a',
    note: '酒水除外',
    pool: false,
  });
  expect(termsView('ten', terms, [{ id: 'west', name: '城西店' }])).toEqual({
    template: 'ten',
    name: '满50减10',
    value: template.value,
    stores: ['城西店'],
    categories: [],
    channels: [],
    note: '酒水除外',
  });
});
