import type { DayKey, MonthDay, MonthKey } from '../../typings/domain';
import type { Words } from '../words/index';

/** Calendar arithmetic on day keys. Which day it is comes from the server alone; no time zone is ever computed here. */
interface Parts {
  year: number;
  month: number;
  day: number;
}

function parts(key: string): Parts {
  const [year = 0, month = 1, day = 1] = key.split('-').map(Number);
  return { year, month, day };
}

/** 1 = Monday … 7 = Sunday */
export function weekday(day: DayKey): number {
  const { year, month, day: date } = parts(day);
  return new Date(Date.UTC(year, month - 1, date)).getUTCDay() || 7;
}

export function dayOfMonth(day: DayKey): number {
  return parts(day).day;
}

/** 1 to 12 */
export function monthOf(day: DayKey): number {
  return parts(day).month;
}

export function weekdayShort(day: DayKey, words: Words): string {
  return words.dates.weekdays[weekday(day) - 1] ?? '';
}

/** The year is told only when it is not this one. */
export function dayText(day: DayKey, today: DayKey, words: Words): string {
  const { year, month, day: date } = parts(day);
  return year === parts(today).year ? words.dates.day(month, date) : words.dates.dayOfYear(year, month, date);
}

function dayBefore(day: DayKey): string {
  const { year, month, day: date } = parts(day);
  return new Date(Date.UTC(year, month - 1, date - 1)).toISOString().slice(0, 10);
}

/** 今天, 昨天, 11 月 3 日: the head of a day's rows. */
export function dayGroupText(day: DayKey, today: DayKey, words: Words): string {
  if (day === today) return words.dates.today;
  if (day === dayBefore(today)) return words.dates.yesterday;
  return dayText(day, today, words);
}

/** 5 月 20 日 of every year. */
export function monthDayText(day: MonthDay, words: Words): string {
  const [month = 1, date = 1] = day.split('-').map(Number);
  return words.dates.day(month, date);
}

/** 今天 12:36, 昨天 09:00, 11 月 3 日 18:20 */
export function momentText(day: DayKey, time: string, today: DayKey, words: Words): string {
  return words.dates.at(dayGroupText(day, today, words), time);
}

export function monthText(month: MonthKey | DayKey, words: Words): string {
  const { year, month: number } = parts(month);
  return words.dates.month(year, number);
}

/** 11 月 21 日 星期六, for a reader's ears. */
export function spokenDay(day: DayKey, words: Words): string {
  const { month, day: date } = parts(day);
  return words.dates.at(words.dates.day(month, date), words.dates.weekdayNames[weekday(day) - 1] ?? '');
}
