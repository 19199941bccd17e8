/**
 * The histories of members that became one, told as one. Every strand says after each of its entries what its member had
 * then and in its month, so the sums of all of them are those of the person: what the shown rows add up to. Pure.
 */
import type { EpochMs, MonthKey, Points } from '../../../typings/domain';
import type { Fact } from '../account';

/** A row of the ledger with the person's sums instead of the member's. */
export interface Woven<F extends Told = Fact> {
  fact: F;
  /** Whose entry it is: place of its strand. */
  strand: number;
  balanceAfter: Points;
  monthIn: Points;
  monthOut: Points;
}

export type Told = Pick<Fact, 'at' | 'balanceAfter' | 'monthIn' | 'monthOut'>;

/**
 * The newest `limit` of all.
 * @param strands newest first, each with one entry more than `limit` unless it has no more
 */
export function weave<F extends Told>(
  strands: readonly (readonly F[])[],
  limit: number,
  monthAt: (at: EpochMs) => MonthKey,
): Woven<F>[] {
  const rows: Woven<F>[] = [];
  const used = strands.map(() => 0);
  while (rows.length < limit) {
    const heads = strands.map((facts, strand) => facts[used[strand] ?? 0]);
    const strand = newest(heads);
    const fact = heads[strand];
    if (!fact) break;
    used[strand] = (used[strand] ?? 0) + 1;
    const month = monthAt(fact.at);
    const until = heads.filter((head): head is F => head !== undefined);
    const within = until.filter(({ at }) => monthAt(at) === month);
    rows.push({
      fact,
      strand,
      balanceAfter: sum(until, 'balanceAfter'),
      monthIn: sum(within, 'monthIn'),
      monthOut: sum(within, 'monthOut'),
    });
  }
  return rows;
}

/** At one instant the surviving member's come first: what arrived stands above what left. */
function newest(heads: readonly (Told | undefined)[]): number {
  return heads.reduce((best, head, strand) => {
    const at = heads[best]?.at;
    return head && (at === undefined || head.at > at) ? strand : best;
  }, 0);
}

function sum(facts: readonly Told[], field: 'balanceAfter' | 'monthIn' | 'monthOut'): Points {
  return facts.reduce((total, fact) => total + fact[field], 0) as Points;
}
