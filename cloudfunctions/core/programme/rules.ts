import type { GuideRow } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import { addMonths, lastDayOf, monthOf } from '../calendar';
import type { Programme } from './programme';

/** Last day on which points earned today can be spent: always a month's end, so that lots stay few. */
export function lastDayOfPoints(programme: Programme, today: DayKey): DayKey {
  return lastDayOf(addMonths(monthOf(today), programme.validity.months));
}

/** What the programme itself says about points, whatever modules are on. */
export function programmeGuide(programme: Programme): GuideRow[] {
  const { points } = programme.joining;
  const joining: GuideRow[] = points > 0 ? [{ code: 'join.points', args: { points } }] : [];
  return [...joining, { code: 'points.validity', args: { months: programme.validity.months } }];
}
