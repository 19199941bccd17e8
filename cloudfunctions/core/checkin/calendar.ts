/** One month of check-ins. Pure: what the month's ledger entries and the member's recent days say. */
import type { CalendarView, CheckInDay, GuideRow } from '../../../typings/api/shopper';
import type { DayKey, EpochMs, MonthKey, Points } from '../../../typings/domain';
import type { Fact } from '../account';
import { addMonths, daysOf, firstDayOf, monthOf, weekdayOf } from '../calendar';
import { cardsLeft } from './makeup';
import { signedOn, streakOf } from './streak';
import { dayOfStrip, type Looked, nextGifts } from './strip';

/** How far back the calendar can be turned, months. */
export const MONTHS_BACK = 24;
const GIFTS_AHEAD = 3;

/** All check-in entries of a month share this `ref`, also those that filled its days later. */
export function monthRef(month: MonthKey): string {
  return `checkin:${month}`;
}

export function canShow(month: MonthKey, today: DayKey): boolean {
  return month <= monthOf(today) && month >= addMonths(monthOf(today), -MONTHS_BACK);
}

export function calendarView(
  looked: Looked,
  rules: GuideRow[],
  month: MonthKey,
  facts: readonly Fact[],
  now: EpochMs,
): CalendarView {
  const { state, terms, today, joinedOn } = looked;
  const booked = new Map(facts.map((fact) => [dayOfFact(fact), fact]));
  const days = daysOf(month).map((day) => dayOfMonth(looked, day, booked.get(day)));
  const streak = streakOf(state.days, today);
  const previous = addMonths(month, -1);
  const { perMonth, windowDays } = terms.checkIn.makeUp;
  return {
    now,
    today,
    month,
    previous: previous >= monthOf(joinedOn) && canShow(previous, today) ? previous : null,
    next: month < monthOf(today) ? addMonths(month, 1) : null,
    firstWeekday: weekdayOf(firstDayOf(month)),
    days,
    streak,
    signedToday: signedOn(state.days, today) !== undefined,
    signedDays: days.filter((each) => each.state === 'signed' || each.state === 'madeUp').length,
    gifts: nextGifts(looked, GIFTS_AHEAD),
    makeUp: { left: cardsLeft(state, terms.checkIn, today), perMonth, windowDays },
    rules,
  };
}

/** The ledger knows every day of the past, the member document the last weeks. */
function dayOfMonth(looked: Looked, day: DayKey, fact: Fact | undefined): CheckInDay {
  if (!fact) return dayOfStrip(looked, day);
  return {
    day,
    state: fact.kind === 'makeup' ? 'madeUp' : 'signed',
    points: fact.points as Points,
    gift: fact.result.gift !== null,
    fillable: false,
  };
}

/** Keys are `checkin:<day>` and `makeup:<day>`. */
function dayOfFact(fact: Fact): DayKey {
  return fact.key.slice(fact.key.indexOf(':') + 1) as DayKey;
}
