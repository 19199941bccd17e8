/** Up to when something is old. Pure. */
import type { DayKey, EpochMs, MonthKey } from '../../../typings/domain';
import { addDays, firstDayOf, monthOf } from '../calendar';
import { PERIODS, type Period } from '../privacy';

const DAY_MS = 86_400_000;

/** What is of this instant or before has been kept long enough. */
export function oldOf(period: Period, now: EpochMs): EpochMs {
  return (now - PERIODS[period] * DAY_MS) as EpochMs;
}

/** The newest month that is over as a whole. */
export function oldMonth(period: Period, today: DayKey): MonthKey {
  return monthOf(addDays(firstDayOf(monthOf(addDays(today, -PERIODS[period]))), -1));
}
