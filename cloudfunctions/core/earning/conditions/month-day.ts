import type { DayKey } from '../../../../typings/domain';
import { choices } from '../argument';
import { condition, EVERY_OCCASION } from '../kind';

const DAYS = Array.from({ length: 31 }, (_, i) => ({ value: i + 1, label: `${i + 1} 日` }));

/** Days of the month. A month without a 31st has no such day. */
export const monthDay = condition({
  code: 'monthDay',
  label: '每月固定日',
  occasions: EVERY_OCCASION,
  arguments: { days: choices('日期', DAYS) },
  check: ({ days }, event) => days.includes(dayOfMonth(event.day)),
  runsOn: ({ days }, day) => days.includes(dayOfMonth(day)),
  phrase: ({ days }) => days.join(','),
});

function dayOfMonth(day: DayKey): number {
  return Number(day.slice(8, 10));
}
