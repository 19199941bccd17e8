import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayFromNumber,
  dayNumber,
  dayOf,
  daysBetween,
  daysOf,
  isDayKey,
  isMonthKey,
  isZone,
  lastDayOf,
  monthOf,
  startOf,
  wallClock,
  weekdayOf,
} from '../../../cloudfunctions/core/calendar';
import type { DayKey, EpochMs, MonthKey } from '../../../typings/domain';

const day = (text: string) => text as DayKey;
const instant = (iso: string) => Date.parse(iso) as EpochMs;
const anyDay = fc.integer({ min: -10_000, max: 60_000 }).map(dayFromNumber);

test('days are counted as the proleptic Gregorian calendar counts them', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10_000, max: 60_000 }), (count) => {
      const expected = new Date(count * 86_400_000).toISOString().slice(0, 10);
      expect(dayFromNumber(count)).toBe(expected);
      expect(dayNumber(day(expected))).toBe(count);
      expect(weekdayOf(day(expected)) % 7).toBe(new Date(count * 86_400_000).getUTCDay());
    }),
  );
});

test('adding days and counting them back agree', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (from, n) => {
      expect(daysBetween(from, addDays(from, n))).toBe(n);
    }),
  );
});

test('a month begins with its first day, ends before the next month, and leaves nothing out', () => {
  fc.assert(
    fc.property(anyDay, (any) => {
      const days = daysOf(monthOf(any));
      expect(days).toContain(any);
      expect(new Set(days.map(monthOf)).size).toBe(1);
      expect(days.at(-1)).toBe(lastDayOf(monthOf(any)));
      expect(monthOf(addDays(lastDayOf(monthOf(any)), 1))).toBe(addMonths(monthOf(any), 1));
    }),
  );
  expect(lastDayOf('2028-02' as MonthKey)).toBe('2028-02-29');
  expect(addMonths('2026-11' as MonthKey, 2)).toBe('2027-01');
  expect(addMonths('2026-01' as MonthKey, -13)).toBe('2024-12');
});

test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20261121', '2026-11-21 ', '', '9999-01-01'])(
  '%j is no day',
  (text) => expect(isDayKey(text)).toBe(false),
);

test('a leap day is a day, month 13 is no month', () => {
  expect(isDayKey('2028-02-29')).toBe(true);
  expect(isMonthKey('2026-12')).toBe(true);
  expect(isMonthKey('2026-13')).toBe(false);
});

test("the day changes at midnight in the programme's zone, not in the function's", () => {
  expect(dayOf(instant('2026-11-20T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2026-11-20');
  expect(dayOf(instant('2026-11-20T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-21');
  expect(wallClock(instant('2026-11-20T16:05:00Z'), 'Asia/Shanghai')).toEqual({ day: '2026-11-21', time: '00:05' });
});

test('in a zone with summer time, days of 23 and 25 hours are days like any other', () => {
  const zone = 'Europe/Berlin';
  expect(dayOf(instant('2026-03-28T22:59:59Z'), zone)).toBe('2026-03-28');
  expect(dayOf(instant('2026-03-28T23:00:00Z'), zone)).toBe('2026-03-29');
  expect(dayOf(instant('2026-03-29T21:59:59Z'), zone)).toBe('2026-03-29');
  expect(dayOf(instant('2026-03-29T22:00:00Z'), zone)).toBe('2026-03-30');
  expect(dayOf(instant('2026-10-24T22:00:00Z'), zone)).toBe('2026-10-25');
  expect(dayOf(instant('2026-10-25T22:59:59Z'), zone)).toBe('2026-10-25');
  expect(dayOf(instant('2026-10-25T23:00:00Z'), zone)).toBe('2026-10-26');
});

test('days never go back while time goes on, in any zone', () => {
  const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC');
  const times = fc.integer({ min: 1.5e12, max: 2.2e12 });
  fc.assert(
    fc.property(zones, times, fc.integer({ min: 0, max: 3 * 86_400_000 }), (zone, at, later) => {
      const [from, to] = [dayOf(at as EpochMs, zone), dayOf((at + later) as EpochMs, zone)];
      expect(daysBetween(from, to)).toBeGreaterThanOrEqual(0);
      expect(daysBetween(from, to)).toBeLessThanOrEqual(4);
    }),
  );
});

test('a zone is an IANA name', () => {
  expect(isZone('Asia/Shanghai')).toBe(true);
  expect(isZone('Beijing time')).toBe(false);
});

test('a day begins at its first minute, where clocks skip midnight too', () => {
  const begins = (day: string, zone: string) => new Date(startOf(day as DayKey, zone)).toISOString();
  expect(begins('2026-11-21', 'Asia/Shanghai')).toBe('2026-11-20T16:00:00.000Z');
  expect(begins('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
  expect(begins('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
  // In Beirut the clocks go from 00:00 to 01:00.
  expect(begins('2026-03-29', 'Asia/Beirut')).toBe('2026-03-28T22:00:00.000Z');
  expect(begins('2026-01-01', 'Pacific/Kiritimati')).toBe('2025-12-31T10:00:00.000Z');
  expect(begins('2026-01-01', 'Pacific/Pago_Pago')).toBe('2026-01-01T11:00:00.000Z');
});

test('the first minute belongs to the day and the one before to another, in any zone', () => {
  const zones = fc.constantFrom(
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Beirut',
  );
  fc.assert(
    fc.property(zones, fc.integer({ min: 18_000, max: 25_000 }), (zone, count) => {
      const day = dayFromNumber(count);
      const begin = startOf(day, zone);
      expect(dayOf(begin, zone)).toBe(day);
      expect(dayOf((begin - 1) as EpochMs, zone)).toBe(addDays(day, -1));
    }),
    { numRuns: 60 },
  );
});
