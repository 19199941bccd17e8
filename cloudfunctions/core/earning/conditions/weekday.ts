import { weekdayOf } from '../../calendar';
import { choices } from '../argument';
import { condition, EVERY_OCCASION } from '../kind';

/** Days of the week, 1 = Monday … 7 = Sunday. */
export const weekday = condition({
  code: 'weekday',
  label: '每周固定日',
  occasions: EVERY_OCCASION,
  arguments: {
    days: choices('星期', [
      { value: 1, label: '周一' },
      { value: 2, label: '周二' },
      { value: 3, label: '周三' },
      { value: 4, label: '周四' },
      { value: 5, label: '周五' },
      { value: 6, label: '周六' },
      { value: 7, label: '周日' },
    ]),
  },
  check: ({ days }, event) => runsOn(days, event.day),
  runsOn: ({ days }, day) => runsOn(days, day),
  phrase: ({ days }) => days.join(','),
});

function runsOn(days: readonly number[], day: Parameters<typeof weekdayOf>[0]): boolean {
  return days.includes(weekdayOf(day));
}
