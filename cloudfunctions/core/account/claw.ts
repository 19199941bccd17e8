/**
 * Taking back what was given, giving back what was taken, and moving a window. Pure.
 *
 * Laws: a claw never takes more than it is told to, and what it takes, waives and leaves owed is exactly that. What is
 * restored goes to the lots it came from, ended ones too; the next expiry books those out again. Moving a window neither
 * makes nor loses a point.
 */
import type { DayKey, Points } from '../../../typings/domain';
import { settled } from './debt';
import { put } from './lots';
import { DEBT, hasBegun, hasEnded, isOpen, isSame, type Lot, type Moved, minus, tidy, type Window } from './window';

/** What a claw could not take: left with the member, or owed by them. */
export interface Clawed extends Moved {
  waived: Points;
  owed: Points;
}

/**
 * Takes `points` from the windows they were put into, in this order, then from what else is waiting, latest first, then
 * from what can be spent, earliest ending first. The rest is waived or becomes a debt.
 * @param points 0 or more
 */
export function claw(
  lots: readonly Lot[],
  points: Points,
  own: readonly Window[],
  today: DayKey,
  shortfall: 'waive' | 'debt',
): Clawed {
  if (!(points >= 0)) throw new RangeError('a claw takes 0 or more points');
  const paid = settled(lots, today);
  const taken: Lot[] = [];
  let due: number = points;
  for (const lot of inOrder(paid.lots, own, today)) {
    const part = Math.min(due, lot.points);
    if (part === 0) continue;
    due -= part;
    taken.push(minus(lot, part));
  }
  const owed = (shortfall === 'debt' ? due : 0) as Points;
  if (owed > 0) taken.push({ ...DEBT, points: -owed as Points });
  return {
    lots: tidy([...paid.lots, ...taken], today),
    moves: tidy([...paid.moves, ...taken], today),
    waived: (due - owed) as Points,
    owed,
  };
}

function inOrder(lots: readonly Lot[], own: readonly Window[], today: DayKey): Lot[] {
  const full = lots.filter((lot) => lot.points > 0);
  const first = own.flatMap((window) => full.filter((lot) => isSame(lot, window, today)));
  const waiting = full.filter((lot) => !hasBegun(lot, today) && !hasEnded(lot, today));
  const open = full.filter((lot) => isOpen(lot, today));
  const latest = waiting.sort((a, b) => (day(a) === day(b) ? 0 : day(a) < day(b) ? 1 : -1));
  return [...new Set([...first, ...latest, ...open])];
}

function day(lot: Lot): string {
  return `${lot.from ?? ''} ${lot.until}`;
}

/** Undoes the moves of a debit. */
export function restore(lots: readonly Lot[], taken: readonly Lot[], today: DayKey): Moved {
  return put(
    lots,
    taken.map((lot) => minus(lot)),
    today,
  );
}

/** Moves up to `points` from one window to another: as many as are still there once a debt has been paid. */
export function rewindow(lots: readonly Lot[], from: Window, to: Window, points: Points, today: DayKey): Moved {
  if (!(points >= 0)) throw new RangeError('0 or more points move');
  const paid = settled(lots, today);
  const there = paid.lots.find((lot) => lot.points > 0 && isSame(lot, from, today));
  const moved = Math.min(points, there?.points ?? 0) as Points;
  const carried = there && moved > 0 ? [minus(there, moved), { from: to.from, until: to.until, points: moved }] : [];
  const after = put(paid.lots, carried, today);
  return { lots: after.lots, moves: tidy([...paid.moves, ...after.moves], today) };
}
