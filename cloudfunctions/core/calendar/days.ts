/**
 * Arithmetic of calendar days and months. A DayKey is already a day in some zone, so no zone and no clock appear here.
 * Days are counted by Howard Hinnant's civil calendar (public domain), years from March.
 */
import type { DayKey, MonthKey } from '../../../typings/domain';

const DAYS_TO_MARCH_0000 = 719_468;

/** Days since 1970-01-01. */
export function dayNumber(day: DayKey): number {
  const [y, m, d] = parts(day);
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + d - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - DAYS_TO_MARCH_0000;
}

export function dayFromNumber(count: number): DayKey {
  const shifted = count + DAYS_TO_MARCH_0000;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  const d = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
  const m = month < 10 ? month + 3 : month - 9;
  const y = yearOfEra + era * 400 + (m <= 2 ? 1 : 0);
  return `${pad(y, 4)}-${pad(m, 2)}-${pad(d, 2)}` as DayKey;
}

export function addDays(day: DayKey, days: number): DayKey {
  return dayFromNumber(dayNumber(day) + days);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: DayKey, to: DayKey): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 = Monday … 7 = Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: DayKey): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

export function monthOf(day: DayKey): MonthKey {
  return day.slice(0, 7) as MonthKey;
}

export function addMonths(month: MonthKey, months: number): MonthKey {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${pad(Math.floor(count / 12), 4)}-${pad((((count % 12) + 12) % 12) + 1, 2)}` as MonthKey;
}

export function firstDayOf(month: MonthKey): DayKey {
  return `${month}-01` as DayKey;
}

export function lastDayOf(month: MonthKey): DayKey {
  return addDays(firstDayOf(addMonths(month, 1)), -1);
}

export function daysOf(month: MonthKey): DayKey[] {
  const first = firstDayOf(month);
  return Array.from({ length: daysBetween(first, lastDayOf(month)) + 1 }, (_, i) => addDays(first, i));
}

/** '2026-02-29' and '2026-13-01' are no days. */
export function isDayKey(text: string): text is DayKey {
  return /^[12]\d{3}-\d\d-\d\d$/.test(text) && dayFromNumber(dayNumber(text as DayKey)) === text;
}

export function isMonthKey(text: string): text is MonthKey {
  return /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(text);
}

function parts(day: DayKey): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Monday of the week that `day` lies in. */
export function mondayOf(day: DayKey): DayKey {
  return addDays(day, 1 - weekdayOf(day));
}
