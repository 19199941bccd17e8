/**
 * What a member owes after a refund of points that were already spent: one lot of negative points. Pure.
 *
 * Laws: points that can be spent pay it before anything else, the earliest ending first, and points that have ended pay
 * it before they expire. A waiting point pays nothing. Paying moves points between lots and never changes the balance.
 */
import type { DayKey, Points } from '../../../typings/domain';
import { DEBT, hasBegun, hasEnded, type Lot, type Moved, minus, sum, tidy } from './window';

/** Lots as they are once everything that can pay the debt has paid. */
export function settled(lots: readonly Lot[], today: DayKey): Moved {
  const all = tidy(lots, today);
  let owed = -sum(all.filter((lot) => lot.points < 0));
  if (owed === 0) return { lots: all, moves: [] };
  const moves: Lot[] = [];
  for (const lot of all) {
    if (owed === 0) break;
    if (lot.points < 0 || !(hasBegun(lot, today) || hasEnded(lot, today))) continue;
    const paid = Math.min(owed, lot.points);
    owed -= paid;
    moves.push(minus(lot, paid), { ...DEBT, points: paid as Points });
  }
  return { lots: tidy([...all, ...moves], today), moves: tidy(moves, today) };
}

/** What is owed beyond everything that can pay it today, 0 or positive. */
export function debtOf(lots: readonly Lot[], today: DayKey): Points {
  return (0 - sum(settled(lots, today).lots.filter((lot) => lot.points < 0))) as Points;
}

/** What these moves have paid off. */
export function debtPaid(moves: readonly Lot[]): Points {
  return sum(moves.filter((move) => move.until === DEBT.until && move.from === null && move.points > 0));
}
