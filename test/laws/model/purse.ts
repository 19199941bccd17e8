/**
 * A member's points: piles that can be spent from a day on (null: already) until a day, and what is owed.
 * - Of the piles that can be spent, the one that ends first is used first.
 * - A debt is paid by piles that can be spent or have ended, before anything else, again the one that ends first; by those
 *   that are there before one that comes.
 * - What is taken back comes from the order's own pile, then from waiting piles (the latest first), then from piles that
 *   can be spent. What is not there is waived, or owed.
 */
import { show } from './days';

export interface Pile {
  from: number | null;
  until: number;
  points: number;
}

export class Purse {
  piles: Pile[] = [];
  debt = 0;

  put(from: number | null, until: number, points: number, today: number): void {
    this.payDebt(today);
    this.add(from, until, points, today);
    this.payDebt(today);
  }

  spendable(today: number): number {
    let sum = 0;
    for (const pile of this.piles) if (this.isOpen(pile, today)) sum += pile.points;
    return sum - this.debtToday(today);
  }

  pending(today: number): number {
    let sum = 0;
    for (const pile of this.piles) if (this.isWaiting(pile, today) && pile.until >= today) sum += pile.points;
    return sum;
  }

  balance(): number {
    let sum = -this.debt;
    for (const pile of this.piles) sum += pile.points;
    return sum;
  }

  /** @returns whether there was enough */
  spend(points: number, today: number): boolean {
    if (this.spendable(today) < points) return false;
    this.payDebt(today);
    let due = points;
    for (const pile of this.inOrder(today)) {
      if (!this.isOpen(pile, today)) continue;
      const part = Math.min(due, pile.points);
      pile.points -= part;
      due -= part;
    }
    this.clean();
    return true;
  }

  /** @returns what was missing and is waived */
  takeBack(points: number, own: { from: number | null; until: number } | null, today: number, owes: boolean): number {
    this.payDebt(today);
    let due = points;
    const take = (pile: Pile | undefined) => {
      const part = Math.min(due, pile?.points ?? 0);
      if (pile) pile.points -= part;
      due -= part;
    };
    if (own) take(this.find(own.from, own.until, today));
    const waiting = this.piles.filter((pile) => this.isWaiting(pile, today) && pile.until >= today);
    waiting.sort((a, b) => (b.from ?? 0) - (a.from ?? 0) || b.until - a.until);
    for (const pile of waiting) take(pile);
    for (const pile of this.inOrder(today)) if (this.isOpen(pile, today)) take(pile);
    this.clean();
    if (!owes) return due;
    this.debt += due;
    return 0;
  }

  /** Moves what is left of an order's points to another pile. */
  move(was: { from: number | null; until: number }, from: number | null, points: number, today: number): void {
    const pile = this.find(was.from, was.until, today);
    const moved = Math.min(points, pile?.points ?? 0);
    if (pile) pile.points -= moved;
    if (moved > 0) this.add(from, was.until, moved, today);
    this.clean();
    this.payDebt(today);
  }

  /** Piles whose last day is over are gone, once they have paid what is owed. */
  expire(today: number): boolean {
    if (!this.piles.some((pile) => pile.until < today)) return false;
    this.payDebt(today);
    this.piles = this.piles.filter((pile) => pile.until >= today);
    return true;
  }

  payDebt(today: number): void {
    for (const pile of this.inOrder(today)) {
      if (this.isWaiting(pile, today) && pile.until >= today) continue;
      const part = Math.min(this.debt, pile.points);
      pile.points -= part;
      this.debt -= part;
    }
    this.clean();
  }

  /** Each pile as text, the earliest end first; a debt last. */
  told(today: number): string[] {
    const piles = this.inOrder(today).map(
      ({ from, until, points }) => `${from === null || from <= today ? '' : show(from)}..${show(until)} ${points}`,
    );
    return this.debt > 0 ? [...piles, `debt ${this.debt}`] : piles;
  }

  private debtToday(today: number): number {
    let ended = 0;
    for (const pile of this.piles) if (pile.until < today) ended += pile.points;
    return Math.max(0, this.debt - ended) > 0 ? Math.min(Math.max(0, this.debt - ended), this.openSum(today)) : 0;
  }

  private openSum(today: number): number {
    let sum = 0;
    for (const pile of this.piles) if (this.isOpen(pile, today)) sum += pile.points;
    return sum;
  }

  private add(from: number | null, until: number, points: number, today: number): void {
    const same = this.find(from, until, today);
    if (same) same.points += points;
    else this.piles.push({ from: from !== null && from <= today ? null : from, until, points });
  }

  private find(from: number | null, until: number, today: number): Pile | undefined {
    const begun = from === null || from <= today;
    return this.inOrder(today).find(
      (pile) => pile.until === until && (begun ? !this.isWaiting(pile, today) : pile.from === from),
    );
  }

  /** Earliest end first, and piles that have begun as one. */
  private inOrder(today: number): Pile[] {
    const sorted: Pile[] = [];
    for (const pile of this.piles) {
      if (!this.isWaiting(pile, today)) pile.from = null;
      const same = sorted.find(({ from, until }) => from === pile.from && until === pile.until);
      if (same) same.points += pile.points;
      else sorted.push(pile);
    }
    sorted.sort((a, b) => a.until - b.until || (a.from ?? 0) - (b.from ?? 0));
    this.piles = sorted;
    return sorted;
  }

  private isWaiting(pile: Pile, today: number): boolean {
    return pile.from !== null && pile.from > today;
  }

  private isOpen(pile: Pile, today: number): boolean {
    return !this.isWaiting(pile, today) && pile.until >= today;
  }

  private clean(): void {
    this.piles = this.piles.filter(({ points }) => points > 0);
  }
}
