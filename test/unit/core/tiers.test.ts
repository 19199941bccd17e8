import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../cloudfunctions/core/calendar';
import {
  addGrowth,
  compacted,
  firstTier,
  type GrowthDay,
  type Ladder,
  mergeTiers,
  standingOn,
  type TierState,
  takeGrowth,
} from '../../../cloudfunctions/core/tiers';
import type { DayKey } from '../../../typings/domain';
import { cardOn } from './tiers-model';

const JOINED = '2026-01-10' as DayKey;
const on = (days: number) => addDays(JOINED, days);
const LONG_AGO = '2000-01-01' as DayKey;

const codes = ['regular', 'silver', 'gold', 'diamond', 'black'];

const rungs = fc.array(fc.record({ step: fc.integer({ min: 1, max: 60 }), keep: fc.integer({ min: 0, max: 50 }) }), {
  minLength: 1,
  maxLength: 5,
});
const terms = fc.record({
  validityMonths: fc.constantFrom(1, 2, 6, null),
  graceDays: fc.integer({ min: 0, max: 40 }),
  warningDays: fc.integer({ min: 1, max: 60 }),
});

/** Any number of tiers; another ladder may have fewer or more of them, and other thresholds. */
function ladder(since: DayKey) {
  return fc.tuple(rungs, terms).map(([steps, rest]): Ladder => {
    let from = 0;
    return {
      since,
      ...rest,
      rungs: steps.map(({ step, keep }, rank) => {
        from = rank === 0 ? 0 : from + step;
        return { code: codes[rank] ?? '', from, keep };
      }),
    };
  });
}

const ladders = fc
  .tuple(ladder(LONG_AGO), fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 2 }))
  .chain(([first, days]) => fc.tuple(fc.constant(first), ...days.sort((a, b) => a - b).map((day) => ladder(on(day)))))
  .map((all): Ladder[] => all);

/** Day of the life, growth, days until it is final. */
const gains = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 20 })), {
    maxLength: 12,
  })
  .map((all) =>
    all
      .map(([day, growth, wait]): GrowthDay => ({ day: on(day), growth, final: on(day + wait) }))
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
  );

function lived(all: readonly GrowthDay[], scale: readonly Ladder[]): TierState {
  return all.reduce((state, gain) => addGrowth(state, scale, gain, gain.day), firstTier(JOINED, scale));
}

const standing = (state: TierState, scale: readonly Ladder[], day: DayKey) => {
  const { tier, since, until, progress, kept } = standingOn(state, scale, day);
  return { tier, since, until, progress, kept };
};

const forGood = { validityMonths: null, graceDays: 0, warningDays: 1 };

const rankOn = (scale: readonly Ladder[], day: DayKey, code: string) =>
  (scale.filter(({ since }) => since <= day).at(-1) ?? scale[0])?.rungs.findIndex((rung) => rung.code === code) ?? -1;

describe('tiers', () => {
  it('agree with the card that is looked at every day', () => {
    fc.assert(
      fc.property(ladders, gains, fc.integer({ min: 0, max: 500 }), (scale, all, days) => {
        const today = on(days);
        const before = all.filter(({ day }) => day <= today);
        const card = cardOn({ joinedOn: JOINED, ladders: scale, gains: before, losses: [] }, today);
        expect(standing(lived(before, scale), scale, today)).toEqual(card);
      }),
      { numRuns: 300 },
    );
  });

  it('a downgrade by the passing of time never happens without its warning period', () => {
    const refunds = fc.array(fc.tuple(fc.nat({ max: 11 }), fc.integer({ min: 0, max: 90 })), { maxLength: 3 });
    fc.assert(
      fc.property(ladders, gains, refunds, (scale, all, back) => {
        const taken = back.flatMap(([which, after]) => {
          const gain = all[which];
          return gain ? [{ gain, day: addDays(gain.day, after) }] : [];
        });
        const once = taken.filter(({ gain }, index) => taken.findIndex((each) => each.gain === gain) === index);
        let state = firstTier(JOINED, scale);
        const days: { day: DayKey; tier: string; warned: boolean; refunded: boolean }[] = [];
        for (let day = JOINED; day <= on(420); day = addDays(day, 1)) {
          for (const gain of all) if (gain.day === day) state = addGrowth(state, scale, gain, day);
          const refunded = once.filter((each) => each.day === day);
          for (const { gain } of refunded) state = takeGrowth(state, scale, [gain], day);
          const held = standingOn(state, scale, day);
          days.push({ day, tier: held.tier, warned: held.phase !== 'safe', refunded: refunded.length > 0 });
        }
        days.forEach(({ day, tier, refunded }, index) => {
          const eve = days[index - 1];
          if (!eve || refunded || scale.some(({ since }) => since === day)) return;
          if (rankOn(scale, day, tier) >= rankOn(scale, day, eve.tier)) return;
          const { warningDays } = scale.filter(({ since }) => since <= eve.day).at(-1) as Ladder;
          const lastRefund = days
            .slice(0, index)
            .map(({ refunded: gone }) => gone)
            .lastIndexOf(true);
          const first = Math.max(index - warningDays, lastRefund);
          for (const each of days.slice(first, index)) expect(each, `fell on ${day}`).toMatchObject({ warned: true });
          expect(index - first === warningDays || lastRefund >= 0).toBe(true);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('a refund shortly before the end puts the fall off until the warning has lasted, one after the end does not', () => {
    const scale: Ladder[] = [
      {
        since: LONG_AGO,
        rungs: [
          { code: 'regular', from: 0, keep: 0 },
          { code: 'silver', from: 50, keep: 20 },
        ],
        validityMonths: 1,
        graceDays: 0,
        warningDays: 10,
      },
    ];
    const gained = (day: string, growth: number) => ({ day, final: day, growth }) as GrowthDay;
    const kept = lived([gained('2026-01-20', 50), gained('2026-02-15', 25)], scale);
    const refunded = (day: string) => takeGrowth(kept, scale, [gained('2026-02-15', 25)], day as DayKey);
    const tierOn = (state: TierState, day: string) => standingOn(state, scale, day as DayKey).tier;
    expect(standingOn(refunded('2026-02-26'), scale, '2026-02-26' as DayKey)).toMatchObject({
      phase: 'warning',
      fallsOn: '2026-03-08',
    });
    expect([tierOn(refunded('2026-02-26'), '2026-03-07'), tierOn(refunded('2026-02-26'), '2026-03-08')]).toEqual([
      'silver',
      'regular',
    ]);
    // It has rested on the refunded order alone.
    expect([tierOn(kept, '2026-03-01'), tierOn(refunded('2026-03-01'), '2026-03-01')]).toEqual(['silver', 'regular']);
  });

  it('a refund takes back exactly what its order gave: the tier is the one of the history without it', () => {
    fc.assert(
      fc.property(ladders, gains, fc.nat(), fc.integer({ min: 0, max: 100 }), (scale, all, which, after) => {
        fc.pre(all.length > 0);
        const gain = all[which % all.length] as GrowthDay;
        const today = addDays((all.at(-1) as GrowthDay).day, after % 20);
        fc.pre(daysBetween(gain.day, today) < 120);
        const others = all.filter((each) => each !== gain);
        const back = takeGrowth(lived(all, scale), scale, [gain], today);
        expect(standing({ ...back, losses: [] }, scale, today)).toEqual(standing(lived(others, scale), scale, today));
        // What a refund would have let fall at once is held for a warning instead, and shown as such.
        const held = standingOn(back, scale, today);
        const without = standingOn(lived(others, scale), scale, today);
        if (held.tier !== without.tier) expect(held.phase).not.toBe('safe');
        expect(rankOn(scale, today, held.tier)).toBeGreaterThanOrEqual(rankOn(scale, today, without.tier));
      }),
      { numRuns: 400 },
    );
  });

  it('a refund in parts takes what the whole would have taken', () => {
    fc.assert(
      fc.property(ladders, gains, fc.nat(), fc.nat(), (scale, all, which, cut) => {
        fc.pre(all.length > 0);
        const gain = all[which % all.length] as GrowthDay;
        const today = (all.at(-1) as GrowthDay).day;
        const part = cut % (gain.growth + 1);
        const parts = [part, gain.growth - part].map((growth) => ({ ...gain, growth }));
        const whole = takeGrowth(lived(all, scale), scale, [gain], today);
        const both = parts.reduce((state, each) => takeGrowth(state, scale, [each], today), lived(all, scale));
        expect(both).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  it('a refund takes growth of its own window before that of another order of the same day', () => {
    const scale: Ladder[] = [{ since: LONG_AGO, rungs: [{ code: 'regular', from: 0, keep: 0 }], ...forGood }];
    const [soon, late] = [2, 9].map((wait) => ({ day: on(5), growth: 10, final: on(wait + 5) }));
    if (!soon || !late) throw new Error('two orders');
    const state = lived([soon, late], scale);
    expect(takeGrowth(state, scale, [late], on(6)).log).toEqual([soon]);
    expect(takeGrowth(state, scale, [soon], on(6)).log).toEqual([late]);
  });

  it('the order of growth within a day does not matter', () => {
    fc.assert(
      fc.property(ladders, gains, (scale, all) => {
        const turned = [...all].sort((a, b) => (a.day === b.day ? b.growth - a.growth : a.day < b.day ? -1 : 1));
        expect(standing(lived(turned, scale), scale, on(400))).toEqual(standing(lived(all, scale), scale, on(400)));
      }),
      { numRuns: 200 },
    );
  });

  it('folding old growth away changes nothing that anybody sees', () => {
    fc.assert(
      fc.property(ladders, gains, fc.integer({ min: 0, max: 500 }), fc.nat({ max: 200 }), (scale, all, days, later) => {
        const log = all.filter(({ day }) => day <= on(days));
        const losses = log.slice(0, 2).map(({ day }) => day);
        const state = { ...firstTier(JOINED, scale), log, losses };
        const folded = compacted(state, scale, on(days));
        expect(standingOn(folded, scale, on(days + later))).toEqual(standingOn(state, scale, on(days + later)));
      }),
      { numRuns: 300 },
    );
  });

  it('editing the ladder never changes the tier of yesterday', () => {
    fc.assert(
      fc.property(ladders, gains, ladder(on(301)), fc.integer({ min: 0, max: 300 }), (scale, all, next, days) => {
        const state = lived(
          all.filter(({ day }) => day <= on(days)),
          scale,
        );
        expect(standingOn(state, [...scale, next], on(days))).toEqual(standingOn(state, scale, on(days)));
      }),
      { numRuns: 200 },
    );
  });

  it('merging keeps the higher tier, and the sum where nothing ends', () => {
    fc.assert(
      fc.property(ladders, gains, gains, (scale, mine, theirs) => {
        const [a, b] = [lived(mine, scale), lived(theirs, scale)];
        const merged = mergeTiers(a, b, scale, on(300));
        const rank = (state: TierState) => rankOn(scale, on(300), standingOn(state, scale, on(300)).tier);
        expect(rank(merged)).toBeGreaterThanOrEqual(Math.max(rank(a), rank(b)));
        expect(merged.told).toBe(standingOn(merged, scale, on(300)).tier);
        const forever = scale.map((each) => ({ ...each, validityMonths: null }));
        const [c, d] = [lived(mine, forever), lived(theirs, forever)];
        const sum = standingOn(mergeTiers(c, d, forever, on(300)), forever, on(300)).progress;
        expect(sum).toBe([...mine, ...theirs].reduce((total, { growth }) => total + growth, 0));
      }),
      { numRuns: 200 },
    );
  });

  it('merging makes no growth final: a tier that rests on open orders alone goes with their refund', () => {
    const scale: Ladder[] = [
      {
        since: LONG_AGO,
        validityMonths: 1,
        graceDays: 39,
        warningDays: 18,
        rungs: [
          { code: 'regular', from: 0, keep: 0 },
          { code: 'silver', from: 39, keep: 11 },
          { code: 'gold', from: 90, keep: 17 },
          { code: 'diamond', from: 94, keep: 35 },
          { code: 'black', from: 111, keep: 49 },
        ],
      },
    ];
    const gained = (day: number, growth: number, wait: number) => ({ day: on(day), growth, final: on(day + wait) });
    const open = [gained(130, 37, 15), gained(133, 39, 12)];
    const one = lived([gained(38, 39, 20), gained(76, 9, 8)], scale);
    const two = lived([gained(14, 37, 14), gained(52, 3, 11), gained(99, 22, 5), gained(101, 20, 7), ...open], scale);
    const today = on(144);
    const merged = mergeTiers(one, two, scale, today);
    expect(standingOn(merged, scale, today)).toMatchObject({ tier: 'black', finalTier: 'silver', provisional: 76 });
    expect(standingOn(takeGrowth(merged, scale, open, today), scale, today).tier).toBe('silver');
  });
});
