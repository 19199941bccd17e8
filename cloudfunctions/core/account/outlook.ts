/** What the lots hold for the days to come. Pure. */
import type { DayKey, Points } from '../../../typings/domain';
import { FAR_DAY } from './clockwork';
import { settled } from './debt';
import { hasBegun, hasEnded, isOpen, type Lot, sum } from './window';

/** What ends next among the spendable points, if it ends on `horizon` or before. */
export function endingNext(
  lots: readonly Lot[],
  today: DayKey,
  horizon: DayKey,
): { points: Points; lastDay: DayKey } | null {
  const [next] = endingByMonth(lots, today);
  return next && next.lastDay <= horizon ? next : null;
}

/** Spendable points by their last day, a month's end; earliest first. */
export function endingByMonth(lots: readonly Lot[], today: DayKey): { points: Points; lastDay: DayKey }[] {
  const open = settled(lots, today).lots.filter((lot) => lot.points > 0 && isOpen(lot, today));
  return grouped(open, (lot) => lot.until).map(([lastDay, points]) => ({ points, lastDay }));
}

/** Waiting points by their first day, earliest first; null while no day is known. */
export function pendingByDay(lots: readonly Lot[], today: DayKey): { points: Points; from: DayKey | null }[] {
  const waiting = lots.filter((lot) => !hasBegun(lot, today) && !hasEnded(lot, today));
  return grouped(waiting, (lot) => lot.from ?? today).map(([from, points]) => ({
    points,
    from: from === FAR_DAY ? null : from,
  }));
}

function grouped(lots: readonly Lot[], dayOf: (lot: Lot) => DayKey): [DayKey, Points][] {
  const days = [...new Set(lots.map(dayOf))].sort();
  return days.map((day) => [day, sum(lots.filter((lot) => dayOf(lot) === day))]);
}
