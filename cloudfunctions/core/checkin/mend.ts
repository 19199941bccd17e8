/** A run of check-ins as the staff put it right. Pure. */
import type { DayKey, Points } from '../../../typings/domain';
import { addDays } from '../calendar';
import { kept, type SignedDay, signedOn, streakOf } from './streak';

/**
 * The days with a run of `length` up to today, where it is signed, or else up to yesterday; null when that changes
 * nothing or cannot be. No signed day is taken away: it would be open to a make-up card and paid a second time. A day
 * that is added has paid nothing.
 */
export function mendedRun(
  days: readonly SignedDay[],
  today: DayKey,
  joinedOn: DayKey,
  length: number,
  tier: string,
): SignedDay[] | null {
  if (length < 1 || streakOf(days, today) === length) return null;
  const yesterday = addDays(today, -1);
  const last = signedOn(days, today) ?? signedOn(days, yesterday);
  if (!last && yesterday < joinedOn) return null;
  if (last) return days.map((each) => (each.day === last.day ? { ...each, position: length } : each));
  const added: SignedDay = {
    day: yesterday,
    position: length,
    points: 0 as Points,
    milestones: [],
    madeUp: true,
    tier,
  };
  return kept([...days, added], today);
}
