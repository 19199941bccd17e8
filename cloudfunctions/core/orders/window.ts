import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Window } from '../account';
import { addDays, dayOf } from '../calendar';
import { lastDayOfPoints, type Programme } from '../programme';

/** What of an order decides when its points can be spent: the times of its till. */
export interface OrderTimes {
  paidAt: EpochMs;
  completedAt: EpochMs | null;
}

/**
 * When the points of an order can be spent. They wait for the return window to end, which begins with the payment or
 * with the completion; an order of which nothing more is heard counts as completed after some days, so a completion
 * only ever brings the day forward. Pure in the order's own times: an event that comes late or out of order changes nothing.
 */
export function windowOf(times: OrderTimes, programme: Programme): Window {
  const paidOn = dayOf(times.paidAt, programme.zone);
  const latest = spendableFrom(paidOn, null, programme);
  const completedOn = times.completedAt === null ? null : dayOf(times.completedAt, programme.zone);
  return { from: spendableFrom(paidOn, completedOn, programme), until: lastDay(paidOn, latest, programme) };
}

function spendableFrom(paidOn: DayKey, completedOn: DayKey | null, { waiting }: Programme): DayKey | null {
  if (waiting.days === 0) return null;
  if (waiting.from === 'paid') return addDays(paidOn, waiting.days);
  const presumed = addDays(paidOn, waiting.completeAfterDays);
  const completed = completedOn !== null && completedOn < presumed ? later(completedOn, paidOn) : presumed;
  return addDays(completed, waiting.days);
}

/** Points that would end before anybody could spend them end with the period of the day on which they begin. */
function lastDay(paidOn: DayKey, latest: DayKey | null, programme: Programme): DayKey {
  const until = lastDayOfPoints(programme, paidOn);
  return latest === null || latest <= until ? until : lastDayOfPoints(programme, latest);
}

function later(one: DayKey, other: DayKey): DayKey {
  return one > other ? one : other;
}
