import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balanceOf, expire, expired, gain, pending, spend, spendable } from '../../../cloudfunctions/core/account/lots';
import { endingNext } from '../../../cloudfunctions/core/account/outlook';
import type { Lot } from '../../../cloudfunctions/core/account/window';
import { addDays, addMonths, lastDayOf, monthOf } from '../../../cloudfunctions/core/calendar';
import type { DayKey, Points } from '../../../typings/domain';

const START = '2026-01-15' as DayKey;

const act = fc.record({
  kind: fc.constantFrom('gain', 'spend', 'expire'),
  points: fc.integer({ min: 1, max: 300 }),
  wait: fc.integer({ min: 0, max: 40 }),
  delay: fc.constantFrom(0, 0, 0, 7),
  /** Points of one life end after different times: a programme that was edited, or a merger. */
  months: fc.constantFrom(12, 12, 12, 1),
});

/** A life of gains, debits and expiries; calls `look` after each. */
function live(
  acts: readonly (typeof act extends fc.Arbitrary<infer A> ? A : never)[],
  look: (l: Lot[], t: DayKey) => void,
) {
  let lots: Lot[] = [];
  let today = START;
  for (const { kind, points, wait, delay, months } of acts) {
    today = addDays(today, wait);
    if (kind === 'gain') {
      const until = lastDayOf(addMonths(monthOf(today), months));
      lots = gain(lots, { from: addDays(today, delay), until, points: points as Points }, today).lots;
    } else if (kind === 'spend') lots = spend(lots, points as Points, today)?.lots ?? lots;
    else lots = expire(lots, today).lots;
    look(lots, today);
  }
}

const lives = fc.array(act, { maxLength: 60 });

test('what is spendable, pending and expired adds up to the balance, and no lot is empty or negative', () => {
  fc.assert(
    fc.property(lives, (acts) => {
      live(acts, (lots, today) => {
        expect(spendable(lots, today) + pending(lots, today) + expired(lots, today)).toBe(balanceOf(lots));
        for (const lot of lots) expect(lot.points).toBeGreaterThan(0);
      });
    }),
  );
});

test('the number of lots is bounded by the months of validity and the days of a return window', () => {
  fc.assert(
    fc.property(lives, (acts) => {
      live(acts, (lots) => expect(lots.length).toBeLessThanOrEqual(14 + 8 + acts.length / 10));
    }),
  );
  let lots: Lot[] = [];
  for (let n = 0; n < 365; n += 1) {
    const today = addDays(START, n);
    const until = lastDayOf(addMonths(monthOf(today), 12));
    lots = gain(expire(lots, today).lots, { from: null, until, points: 5 as Points }, today).lots;
  }
  expect(lots.length).toBeLessThanOrEqual(13);
});

test('debits take the earliest ending lot first', () => {
  fc.assert(
    fc.property(lives, fc.integer({ min: 1, max: 500 }), (acts, points) => {
      let [lots, today]: [Lot[], DayKey] = [[], START];
      live(acts, (l, t) => {
        [lots, today] = [l, t];
      });
      const spent = spend(lots, points as Points, today);
      if (!spent) return;
      const last = spent.moves.at(-1)?.until ?? '';
      for (const left of spent.lots) {
        const open = left.from === null && left.until >= today;
        if (open) expect(left.until >= last).toBe(true);
      }
      expect(balanceOf(spent.moves)).toBe(-points);
    }),
  );
});

test('a pending point is never spent, and neither is an expired one', () => {
  fc.assert(
    fc.property(lives, fc.integer({ min: 1, max: 500 }), (acts, points) => {
      live(acts, (lots, today) => {
        const spent = spend(lots, points as Points, today);
        expect(spent === null).toBe(spendable(lots, today) < points);
        if (!spent) return;
        expect(pending(spent.lots, today)).toBe(pending(lots, today));
        expect(expired(spent.lots, today)).toBe(expired(lots, today));
      });
    }),
  );
});

test('moves say exactly what has changed', () => {
  fc.assert(
    fc.property(lives, (acts) => {
      live(acts, (lots, today) => {
        const gained = gain(lots, { from: null, until: '2030-01-31' as DayKey, points: 9 as Points }, today);
        expect(balanceOf(gained.lots) - balanceOf(lots)).toBe(balanceOf(gained.moves));
        const ended = expire(lots, today);
        expect(balanceOf(ended.lots) - balanceOf(lots)).toBe(balanceOf(ended.moves));
        expect(expired(ended.lots, today)).toBe(0);
      });
    }),
  );
});

test('points can be spent on their last day and not on the day after', () => {
  const lots: Lot[] = [{ from: null, until: '2026-11-30' as DayKey, points: 5 as Points }];
  expect(spendable(lots, '2026-11-30' as DayKey)).toBe(5);
  expect(spendable(lots, '2026-12-01' as DayKey)).toBe(0);
  expect(endingNext(lots, '2026-11-21' as DayKey, '2026-11-30' as DayKey)).toEqual({
    points: 5,
    lastDay: '2026-11-30',
  });
  expect(endingNext(lots, '2026-11-21' as DayKey, '2026-11-29' as DayKey)).toBeNull();
});

test('nothing can be gained or spent that is not positive', () => {
  const none = { from: null, until: START, points: 0 as Points };
  expect(() => gain([], none, START)).toThrow(RangeError);
  expect(() => spend([], -5 as Points, START)).toThrow(RangeError);
  expect(() => spend([], Number.NaN as Points, START)).toThrow(RangeError);
});
