/** The entries that take points off a price and give them back. Pure. */
import type { DayKey, Fen, Points } from '../../../typings/domain';
import { type Draft, type Fact, type Member, type Posting, restore, spend } from '../account';
import type { Taken } from './deduction';

interface Off {
  key: string;
  ref: string;
  print: string;
  taken: Taken;
}

type Moved = { change: Posting['change']; draft: Draft };

/** Null when the member cannot spend so many. */
export function takeOff({ lots }: Member, { key, ref, print, taken }: Off, today: DayKey): Moved | null {
  const { points, fen } = taken;
  const spent = spend(lots, points, today);
  if (!spent) return null;
  const because = [{ code: 'deduct.points', args: { points, fen }, result: -points }];
  const draft = { key, kind: 'deduct' as const, ref, moves: spent.moves, because, print, result: taken };
  return { change: { lots: spent.lots }, draft };
}

/** @param fact the entry that took the points; null: nothing was taken, and nothing will be any more */
export function giveBack(
  { lots }: Member,
  { key, ref, print }: Omit<Off, 'taken'>,
  fact: Fact | null,
  today: DayKey,
): Moved {
  const points = (fact ? -fact.points : 0) as Points;
  const restored = restore(lots, fact?.moves ?? [], today);
  const because = points > 0 ? [{ code: 'deduct.returned', args: { points }, result: points }] : [];
  const draft = { key, kind: 'restore' as const, ref, moves: restored.moves, because, print, result: { points } };
  return { change: { lots: restored.lots }, draft };
}

export function takenOf(fact: Fact): Taken {
  const { points, fen, amountFen } = fact.result as Taken;
  return { points: points as Points, fen: fen as Fen, amountFen: amountFen as Fen };
}
