export {
  addDays,
  addMonths,
  dayFromNumber,
  dayNumber,
  daysBetween,
  daysOf,
  firstDayOf,
  isDayKey,
  isMonthKey,
  lastDayOf,
  mondayOf,
  monthOf,
  weekdayOf,
} from './days';
export { dayOf, isZone, startOf, wallClock } from './zone';
