/**
 * A member's points, by when they can be spent. Pure functions of the lots and of today.
 *
 * Laws: what is spendable, pending and expired, less what is owed, adds up to the balance. Debits take the earliest
 * ending lot first. A pending point is never spent. Lots with the same window are one lot, so their number is bounded by
 * the months of validity and the days of a return window.
 */
import type { DayKey, Points } from '../../../typings/domain';
import { settled } from './debt';
import { hasBegun, hasEnded, isOpen, type Lot, type Moved, minus, sum, tidy } from './window';

export function balanceOf(lots: readonly Lot[]): Points {
  return sum(lots);
}

/** What can be spent today: a debt is paid first. */
export function spendable(lots: readonly Lot[], today: DayKey): Points {
  return sum(settled(lots, today).lots.filter((lot) => lot.points > 0 && isOpen(lot, today)));
}

export function pending(lots: readonly Lot[], today: DayKey): Points {
  return sum(lots.filter((lot) => !hasBegun(lot, today) && !hasEnded(lot, today)));
}

export function expired(lots: readonly Lot[], today: DayKey): Points {
  return sum(settled(lots, today).lots.filter((lot) => hasEnded(lot, today)));
}

/** A spendable gain pays a debt first; the moves say so. */
export function gain(lots: readonly Lot[], gained: Lot, today: DayKey): Moved {
  if (!(gained.points > 0)) throw new RangeError('a gain is positive');
  return put(lots, [gained], today);
}

/**
 * Puts these lots to the others, whatever their sign and also when they have ended; what can pay a debt pays it. What was
 * there comes first: it could pay since the day it began to be spendable, whether anybody has looked since or not.
 */
export function put(lots: readonly Lot[], more: readonly Lot[], today: DayKey): Moved {
  const before = settled(lots, today);
  const after = settled([...before.lots, ...more], today);
  return { lots: after.lots, moves: tidy([...before.moves, ...more, ...after.moves], today) };
}

/** @returns null when there is too little that can be spent today */
export function spend(lots: readonly Lot[], points: Points, today: DayKey): Moved | null {
  if (!(points > 0)) throw new RangeError('a debit is positive');
  if (spendable(lots, today) < points) return null;
  const paid = settled(lots, today);
  let due: number = points;
  const taken: Lot[] = [];
  for (const lot of paid.lots) {
    if (due === 0) break;
    if (lot.points < 0 || !isOpen(lot, today)) continue;
    const part = Math.min(due, lot.points);
    due -= part;
    taken.push(minus(lot, part));
  }
  return { lots: tidy([...paid.lots, ...taken], today), moves: tidy([...paid.moves, ...taken], today) };
}

/** Takes out everything whose last day is over, after it has paid what is owed. */
export function expire(lots: readonly Lot[], today: DayKey): Moved {
  const paid = settled(lots, today);
  const ended = paid.lots.filter((lot) => hasEnded(lot, today)).map((lot) => minus(lot));
  return { lots: tidy([...paid.lots, ...ended], today), moves: tidy([...paid.moves, ...ended], today) };
}
