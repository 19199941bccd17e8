import type { DayKey, MonthKey } from '../../../typings/domain';
import { addMonths, lastDayOf, monthOf } from '../calendar';
import type { Programme } from './programme';

/** Last day on which points earned on this day can be spent: always a month's end, so that lots stay few. */
export function lastDayOfPoints({ validity }: Pick<Programme, 'validity'>, day: DayKey): DayKey {
  if (validity.kind === 'rolling') return lastDayOf(addMonths(monthOf(day), validity.months));
  const month = String(validity.month).padStart(2, '0');
  const thisYear = lastDayOf(`${day.slice(0, 4)}-${month}` as MonthKey);
  const next = day <= thisYear ? thisYear : lastDayOf(addMonths(monthOf(thisYear), 12));
  return lastDayOf(addMonths(monthOf(next), 12 * validity.years));
}
