import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member } from '../../../cloudfunctions/core/account';
import { endingByMonth, FAR_DAY, pendingByDay, spendable } from '../../../cloudfunctions/core/account';
import { addDays, lastDayOf, monthOf } from '../../../cloudfunctions/core/calendar';
import { addGrowth, type GrowthDay, ladderOf, standingOn, takeGrowth } from '../../../cloudfunctions/core/tiers';
import type { DayKey, MonthDay } from '../../../typings/domain';
import { blank, clockwork, JOINED, type Life, LONG_AGO, lifeUnder, look, lookOn, lot, on } from './time';

const plain = lifeUnder();
const [regular, silver, gold] = plain.programme.tiers.list;
if (!regular || !silver || !gold) throw new Error('the default programme has three tiers');

/** Short periods and gifts, so that a lifetime is full of events. */
const brisk = lifeUnder({
  tiers: {
    list: [regular, { ...silver, from: 100, keep: 50, gift: 30 }, { ...gold, from: 300, keep: 200, gift: 70 }],
    validityMonths: 2,
    graceDays: 5,
    warningDays: 20,
  },
  birthday: { minimumDays: 40, on: 'month' },
});
const lasting = lifeUnder({ tiers: { ...plain.programme.tiers, validityMonths: null } });
const tightened: Life = {
  ...brisk,
  ladders: [
    ...brisk.ladders,
    ladderOf({ ...brisk.programme.tiers, list: brisk.programme.tiers.list.slice(0, 2) }, on(150)),
  ],
};

const monthEnd = (days: number) => lastDayOf(monthOf(on(days)));

/** A life as it is on the day 0: points that wait, end or are owed; a birthday; growth final at once or later. */
const born = fc
  .record({
    life: fc.constantFrom(plain, brisk, lasting, tightened),
    lots: fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 500 }),
        fc.option(fc.integer({ min: 1, max: 60 })),
      ),
      { maxLength: 4 },
    ),
    owed: fc.option(fc.integer({ min: 1, max: 100 }), { freq: 4 }),
    birthday: fc.option(fc.constantFrom('01-10', '02-29', '03-31', '12-31', '01-01', '06-15')),
    growth: fc.array(fc.tuple(fc.integer({ min: 1, max: 1200 }), fc.integer({ min: 0, max: 40 })), { maxLength: 3 }),
  })
  .map(({ life, lots, owed, birthday, growth }) => {
    const gains = growth.map(([amount, wait]): GrowthDay => ({ day: JOINED, growth: amount, final: on(wait) }));
    const start = blank(life);
    const points = lots.map(([end, amount, from]) =>
      lot(monthEnd(end), amount, from === null ? null : on(Math.min(from, end))),
    );
    const debt = owed === null || points.length > 0 ? [] : [lot(FAR_DAY, -owed)];
    const member: Member = {
      ...blank(life, { lots: [...points, ...debt] }),
      birthday: birthday as MonthDay | null,
      growth: gains.reduce((sum, gain) => sum + gain.growth, 0),
      tier: gains.reduce((tier, gain) => addGrowth(tier, life.ladders, gain, JOINED), start.tier),
    };
    return { life, member };
  });

const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => on(from + i));

describe('what time makes due', () => {
  it('is nothing on every day before the member wakes, and something on that day', () => {
    fc.assert(
      fc.property(born, fc.integer({ min: 0, max: 200 }), ({ life, member: first }, days) => {
        const { member } = lookOn(life, first, [on(days)]);
        const wake = clockwork(life, on(days)).wake(member, on(days));
        expect(member.wake).toBe(wake);
        const last = wake < on(days + 500) ? wake : on(days + 500);
        for (let day = on(days); day < last; day = addDays(day, 41 - (Number(day.slice(8)) % 5)))
          expect(clockwork(life, day).due(member, day), day).toEqual({ change: {}, drafts: [] });
        if (wake === FAR_DAY) return;
        if (addDays(wake, -1) >= on(days))
          expect(clockwork(life, wake).due(member, addDays(wake, -1)).drafts).toEqual([]);
        expect(clockwork(life, wake).due(member, wake).drafts).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('ends in the same books, each thing once, whether somebody looks every day or once after a long gap', () => {
    fc.assert(
      fc.property(born, fc.integer({ min: 1, max: 700 }), ({ life, member: first }, days) => {
        const daily = lookOn(life, first, span(0, days));
        const once = lookOn(life, first, [JOINED, on(days)]);
        const books = ({ balance, lots, growth, lastBirthday, tier }: Member) => ({
          balance,
          // A lot whose first day has come is the same whether it has been rewritten since or not.
          spendable: spendable(lots, on(days)),
          ending: endingByMonth(lots, on(days)),
          pending: pendingByDay(lots, on(days)),
          growth,
          lastBirthday,
          told: tier.told,
          gifts: tier.gifts,
        });
        expect(books(once.member)).toEqual(books(daily.member));
        const keys = (entries: readonly { key: string }[]) => entries.map(({ key }) => key);
        const dated = (entries: readonly { key: string }[]) =>
          keys(entries).filter((key) => /^(tier|gift|birthday):/.test(key));
        expect(dated(once.entries)).toEqual(dated(daily.entries));
        expect(new Set(keys(daily.entries)).size).toBe(daily.entries.length);
      }),
      { numRuns: 60 },
    );
  });

  it('is nothing any more once it has been booked, however often somebody looks', () => {
    fc.assert(
      fc.property(born, fc.integer({ min: 0, max: 500 }), ({ life, member }, days) => {
        const booked = look(life, member, on(days)).member;
        expect(clockwork(life, on(days)).due(booked, on(days)).drafts).toEqual([]);
        expect(booked.wake > on(days)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same after the clock was set back: nothing is booked twice', () => {
    fc.assert(
      fc.property(
        born,
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 60 }),
        ({ life, member }, days, back) => {
          const there = lookOn(life, member, [on(days)]);
          const before = look(life, there.member, on(Math.max(0, days - back)));
          const again = look(life, before.member, on(days));
          const keys = [...there.entries, ...before.entries, ...again.entries].map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a tier', () => {
  const reached = (life: Life, growth: number, final = JOINED) => {
    const member = blank(life, { growth });
    return { ...member, tier: addGrowth(member.tier, life.ladders, { day: JOINED, growth, final }, JOINED) };
  };

  it('that is not kept is warned of once, then falls, with an entry and a notice each', () => {
    const { member, entries } = lookOn(brisk, reached(brisk, 150), span(0, 120));
    const told = entries.map(({ kind, births }) => [
      kind,
      births.map(({ document }) => (document as { kind?: string }).kind),
    ]);
    expect(told).toEqual([
      ['gift', ['tierGift']],
      ['profile', ['tierWarning']],
      ['tier', ['tierDown']],
    ]);
    // Reached in January for two months, to the end of March; five days of grace.
    expect(entries.at(-1)).toMatchObject({
      key: 'tier:2026-04-06',
      points: 0,
      because: [{ code: 'tier.down', args: { from: '银卡会员', to: '普通会员' } }],
    });
    expect(entries.at(-2)).toMatchObject({ key: 'tierWarning:2026-03-17' });
    expect(member.tier.told).toBe('regular');
  });

  it('that is kept is booked as kept, without a warning', () => {
    const start = reached(brisk, 150);
    const more = addGrowth(start.tier, brisk.ladders, { day: on(10), growth: 60, final: on(10) }, on(10));
    const { entries } = lookOn(brisk, { ...start, growth: 210, tier: more }, span(10, 85));
    expect(entries.map(({ key }) => key)).toEqual(['gift:silver', 'tier:2026-04-01']);
    expect(entries.at(-1)?.because).toEqual([
      { code: 'tier.kept', args: { tier: '银卡会员', until: '2026-05-31' }, result: 0 },
    ]);
  });

  it('brings its gift when the growth is final, and not at all when it was taken back before', () => {
    const start = reached(brisk, 150, on(15));
    expect(start.wake).toBe(JOINED);
    const kept = lookOn(brisk, start, span(0, 20)).entries;
    expect(kept).toMatchObject([{ key: 'gift:silver', points: 30, at: expect.any(Number) }]);
    expect(lookOn(brisk, start, span(0, 14)).entries).toEqual([]);
    const taken = takeGrowth(start.tier, brisk.ladders, [{ day: JOINED, growth: 100, final: on(15) }], on(10));
    expect(lookOn(brisk, { ...start, growth: 50, tier: taken }, span(10, 40)).entries).toEqual([]);
  });

  it('reached at once with the ones below it brings the gift of each, once in a life', () => {
    const { member, entries } = lookOn(brisk, reached(brisk, 400), span(0, 300));
    expect(entries.filter(({ kind }) => kind === 'gift').map(({ key, points }) => [key, points])).toEqual([
      ['gift:silver', 30],
      ['gift:gold', 70],
    ]);
    const again = addGrowth(member.tier, brisk.ladders, { day: on(301), growth: 400, final: on(301) }, on(301));
    const later = lookOn(brisk, { ...member, growth: 800, tier: again }, span(301, 320)).entries;
    expect(later.filter(({ kind }) => kind === 'gift')).toEqual([]);
  });

  it('that the merchant takes away lives on as another without an entry', () => {
    const start = reached(lasting, 6000);
    const fewer = ladderOf({ ...lasting.programme.tiers, list: [regular, silver] }, on(30));
    const life = {
      programme: { ...lasting.programme, tiers: { ...lasting.programme.tiers, list: [regular, silver] } },
      ladders: [...lasting.ladders, fewer],
    };
    const { member, entries } = lookOn(life, start, span(20, 60));
    expect(standingOn(member.tier, life.ladders, on(60)).tier).toBe('silver');
    expect(entries).toEqual([]);
  });
});

describe('points that end', () => {
  it('are told of thirty days before, once, and booked out the day after', () => {
    const end = '2026-06-30' as DayKey;
    const member = blank(lasting, { lots: [lot(end, 80)] });
    const { entries } = lookOn(lasting, member, span(0, 200));
    expect(entries.map(({ key, points }) => [key, points])).toEqual([
      ['expiring:2026-06-30', 0],
      ['expiry:2026-07-01', -80],
    ]);
    expect(entries[0]?.births).toMatchObject([{ document: { kind: 'expiring', facts: { points: 80, lastDay: end } } }]);
  });
});

it('a member of before there were tiers is taken in without an entry', () => {
  const { tier } = blank(plain);
  const old = { ...tier, base: { ...tier.base, until: null }, at: JOINED, toldUntil: null };
  const { entries, member } = lookOn(plain, blank(plain, { tier: old }), [LONG_AGO, on(400)].slice(1));
  expect(entries).toEqual([]);
  expect(member.wake).toBe(FAR_DAY);
});
