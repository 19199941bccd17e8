import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Member } from '../../../cloudfunctions/core/account';
import { addDays } from '../../../cloudfunctions/core/calendar';
import type { Reward } from '../../../cloudfunctions/core/rewards';
import { barOf, REFUSALS } from '../../../cloudfunctions/core/rewards/bars';
import { cardOf } from '../../../cloudfunctions/core/rewards/card';
import { lookOf } from '../../../cloudfunctions/core/rewards/looker';
import { priceOn } from '../../../cloudfunctions/core/rewards/price';
import { taking } from '../../../cloudfunctions/core/rewards/taking';
import type { DayKey, EpochMs, Points } from '../../../typings/domain';
import { NOON, member as newMember, settings } from '../../faults/simulation/world';
import { plainReward, wishFor } from './rewards-sample';

const today = '2026-11-21' as DayKey;
const HOUR = 3_600_000;

interface Owning {
  points?: number;
  streak?: number;
  rights?: string[];
  taken?: number;
  growth?: number;
}

function owner({ points = 0, streak = 0, rights = [], taken = 0, growth = 0 }: Owning): Member {
  const fresh = newMember('m');
  const until = '2027-11-30' as DayKey;
  const signed = { day: today, position: streak, points: 5 as Points, milestones: [], madeUp: false };
  return {
    ...fresh,
    lots: points > 0 ? [{ from: null, until, points: points as Points }] : [],
    checkIn: { days: streak > 0 ? [signed] : [], makeUp: null },
    rights: rights.map((code) => ({ code, name: code, earnedOn: addDays(today, -1) })),
    counters: taken > 0 ? [{ of: 'reward:coffee', in: '2026-11', period: 'month', n: taken }] : [],
    tier: growth > 0 ? { ...fresh.tier, base: { ...fresh.tier.base, tier: 'gold', progress: growth } } : fresh.tier,
  };
}

const barFor = (change: Partial<Reward>, owning: Owning = { points: 1_000 }, left: number | null = null) =>
  barOf({ ...plainReward, ...change }, lookOf(NOON, settings, owner(owning)), left);
const terms = (change: Partial<Reward['terms']>) => ({ terms: { ...plainReward.terms, ...change } });

test('each reason has its own bar', () => {
  expect(barFor({})).toBeNull();
  expect(barFor({}, { points: 99 })).toEqual({ code: 'short', args: { missing: 1 } });
  expect(barFor({ window: { from: null, until: NOON } })?.code).toBe('over');
  expect(barFor({ window: { from: NOON + HOUR, until: null } })).toEqual({
    code: 'soon',
    args: { at: NOON + HOUR, day: today, time: '13:00' },
  });
  expect(barFor({}, {}, 0)?.code).toBe('soldOut');
  expect(barFor(terms({ tiers: ['silver', 'gold'] }))).toEqual({ code: 'tier', args: { tier: '银卡会员' } });
  expect(barFor(terms({ streak: 7 }), { streak: 5 })).toEqual({ code: 'streak', args: { days: 7, missing: 2 } });
  expect(barFor(terms({ right: 'streak30' }))).toEqual({ code: 'right', args: { right: '连签 30 天专享礼' } });
  expect(barFor(terms({ tags: ['vip'] }))?.code).toBe('tag');
  const tagged = { ...owner({ points: 1_000 }), tags: ['老客', 'vip'] };
  expect(
    barOf({ ...plainReward, ...terms({ tags: ['vip', 'svip'] }) }, lookOf(NOON, settings, tagged), null),
  ).toBeNull();
  const limit = { count: 2, period: 'month' as const };
  expect(barFor({ limit }, { points: 1_000, taken: 1 })).toBeNull();
  expect(barFor({ limit }, { points: 1_000, taken: 2 })).toEqual({ code: 'limit', args: limit });
  expect(barOf(plainReward, lookOf(NOON, settings, null), null)?.code).toBe('guest');
  expect(barOf(plainReward, lookOf(NOON, settings, { ...owner({}), state: 'frozen' }), null)?.code).toBe('frozen');
});

test('a tier with the right of early access sees a reward open so many hours earlier', () => {
  const gold = settings.programme.tiers.list.map((tier) =>
    tier.code === 'gold' ? { ...tier, rights: [...tier.rights, { code: 'earlyAccess' as const, hours: 24 }] } : tier,
  );
  const programme = { ...settings.programme, tiers: { ...settings.programme.tiers, list: gold } };
  const early = { ...settings, programme };
  const window = { from: NOON + 24 * HOUR, until: null };
  const seenBy = (growth: number, now: number) =>
    barOf({ ...plainReward, window }, lookOf(now as EpochMs, early, owner({ points: 500, growth })), null);
  expect(seenBy(6_000, NOON)).toBeNull();
  expect(seenBy(6_000, NOON - 1)).toMatchObject({ code: 'soon', args: { at: NOON } });
  expect(seenBy(0, NOON)).toMatchObject({ code: 'soon', args: { at: NOON + 24 * HOUR } });
});

test('exclusive goods are for tiers that have the right to them', () => {
  const list = settings.programme.tiers.list.map((tier) =>
    tier.code === 'gold' ? { ...tier, rights: [...tier.rights, { code: 'exclusiveGoods' as const }] } : tier,
  );
  const programme = { ...settings.programme, tiers: { ...settings.programme.tiers, list } };
  const seenBy = (growth: number) =>
    barOf(
      { ...plainReward, ...terms({ exclusive: true }) },
      lookOf(NOON, { ...settings, programme }, owner({ points: 500, growth })),
      null,
    );
  expect(seenBy(6_000)).toBeNull();
  expect(seenBy(0)).toEqual({ code: 'tier', args: { tier: '金卡会员' } });
});

const reward = fc
  .record({
    points: fc.constantFrom(0, 1, 100, 999),
    from: fc.constantFrom(null, NOON - HOUR, NOON + HOUR),
    until: fc.constantFrom(null, NOON + 2 * HOUR),
    tiers: fc.constantFrom<string[]>([], ['regular'], ['gold'], ['silver', 'gold']),
    streak: fc.constantFrom(0, 0, 3),
    right: fc.constantFrom(null, null, 'streak30'),
    limit: fc.constantFrom(null, { count: 1, period: 'month' as const }, { count: 3, period: 'month' as const }),
    rate: fc.constantFrom(null, 50),
    counted: fc.boolean(),
  })
  .map(({ points, from, until, tiers, streak, right, limit, rate, counted }): Reward => {
    const discounts = rate === null ? [] : [{ name: '日', weekdays: [6], monthDays: [], rate }];
    return {
      ...plainReward,
      ...terms({ tiers, streak, right }),
      price: { points, cashFen: 0 },
      window: { from, until },
      limit,
      discounts,
      counted,
    };
  });
const owning = fc.record({
  points: fc.constantFrom(0, 1, 50, 100, 999),
  streak: fc.constantFrom(0, 3, 9),
  rights: fc.constantFrom<string[]>([], ['streak30'], ['streak30', 'streak30']),
  taken: fc.integer({ min: 0, max: 3 }),
  growth: fc.constantFrom(0, 6_000),
});

test('a card without a bar can be exchanged, and what bars it refuses with the same reason', () => {
  let [open, barred] = [0, 0];
  fc.assert(
    fc.property(reward, owning, (each, has) => {
      const member = owner(has);
      const { bar, price } = cardOf(each, settings, lookOf(NOON, settings, member), 5);
      const { points, cashFen } = priceOn(each, today);
      const taken = taking(member, today, wishFor(each, { expect: { points, cashFen } }));
      expect(price.points).toBe(points);
      if (bar) barred += 1;
      else open += 1;
      expect(taken.ok ? null : taken.code).toBe(bar ? REFUSALS[bar.code] : null);
    }),
    { numRuns: 500 },
  );
  expect(Math.min(open, barred)).toBeGreaterThan(20);
});
