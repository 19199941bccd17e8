/**
 * A member's points, by when they can be spent. Pure functions of the lots and of today.
 *
 * Laws: what is spendable, pending and expired adds up to the balance. Debits take the earliest ending lot first. A
 * pending point is never spent. Lots with the same window are one lot, so their number is bounded by the months of
 * validity and the days of a return window.
 */
import type { DayKey, Points } from '../../../typings/domain';

export interface Lot {
  /** First day on which the points can be spent; null once that day has come. */
  from: DayKey | null;
  /** Last day on which they can be spent: a month's end. */
  until: DayKey;
  points: Points;
}

/** Lots after a change, and what was put in (+) or taken out (−), lot by lot. */
export interface Moved {
  lots: Lot[];
  moves: Lot[];
}

export function balanceOf(lots: readonly Lot[]): Points {
  return sum(lots);
}

export function spendable(lots: readonly Lot[], today: DayKey): Points {
  return sum(lots.filter((lot) => hasBegun(lot, today) && !hasEnded(lot, today)));
}

export function pending(lots: readonly Lot[], today: DayKey): Points {
  return sum(lots.filter((lot) => !hasBegun(lot, today) && !hasEnded(lot, today)));
}

export function expired(lots: readonly Lot[], today: DayKey): Points {
  return sum(lots.filter((lot) => hasEnded(lot, today)));
}

/** What ends next among the spendable points, if it ends on `horizon` or before. */
export function endingNext(
  lots: readonly Lot[],
  today: DayKey,
  horizon: DayKey,
): { points: Points; lastDay: DayKey } | null {
  const open = lots.filter((lot) => hasBegun(lot, today) && !hasEnded(lot, today) && lot.until <= horizon);
  const lastDay = open.map((lot) => lot.until).sort()[0];
  if (lastDay === undefined) return null;
  return { points: sum(open.filter((lot) => lot.until === lastDay)), lastDay };
}

export function gain(lots: readonly Lot[], gained: Lot, today: DayKey): Moved {
  if (!(gained.points > 0)) throw new RangeError('a gain is positive');
  const lot = begun(gained, today);
  return { lots: merged([...lots, lot], today), moves: [lot] };
}

/** @returns null when there is too little that can be spent today */
export function spend(lots: readonly Lot[], points: Points, today: DayKey): Moved | null {
  if (!(points > 0)) throw new RangeError('a debit is positive');
  if (spendable(lots, today) < points) return null;
  let due: number = points;
  const moves: Lot[] = [];
  const left = merged(lots, today).map((lot) => {
    if (due === 0 || !hasBegun(lot, today) || hasEnded(lot, today)) return lot;
    const taken = Math.min(due, lot.points);
    due -= taken;
    moves.push({ ...lot, points: -taken as Points });
    return { ...lot, points: (lot.points - taken) as Points };
  });
  return { lots: merged(left, today), moves };
}

/** Takes out everything whose last day is over. */
export function expire(lots: readonly Lot[], today: DayKey): Moved {
  const all = merged(lots, today);
  const ended = all.filter((lot) => hasEnded(lot, today));
  return {
    lots: all.filter((lot) => !hasEnded(lot, today)),
    moves: ended.map((lot) => ({ ...lot, points: -lot.points as Points })),
  };
}

function hasBegun(lot: Lot, today: DayKey): boolean {
  return lot.from === null || lot.from <= today;
}

function hasEnded(lot: Lot, today: DayKey): boolean {
  return lot.until < today;
}

function begun(lot: Lot, today: DayKey): Lot {
  return lot.from !== null && lot.from <= today ? { ...lot, from: null } : lot;
}

/** One lot per window, earliest end first, nothing empty. */
function merged(lots: readonly Lot[], today: DayKey): Lot[] {
  const byWindow = new Map<string, Lot>();
  for (const lot of lots.map((each) => begun(each, today))) {
    const window = `${lot.until} ${lot.from ?? ''}`;
    const same = byWindow.get(window);
    byWindow.set(window, same ? { ...same, points: (same.points + lot.points) as Points } : lot);
  }
  return [...byWindow.entries()]
    .filter(([, lot]) => lot.points !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, lot]) => lot);
}

function sum(lots: readonly Lot[]): Points {
  return lots.reduce((total, lot) => total + lot.points, 0) as Points;
}
