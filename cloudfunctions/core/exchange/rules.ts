/**
 * What taking a reward has cost, so that all of it can go back to where it came from. Pure.
 *
 * Laws: what is given back right after it was taken leaves balance, counters, rights and stock as they were before. Points
 * return to the lots they came from; a lot that has ended since is booked out again by the next expiry. A count whose
 * period is over is not given back. To a closed account nothing goes back but the units to the shelf.
 */
import type { EarnedRight } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import { type Fact, type Lot, type MemberState, restore, type Take } from '../account';
import { counted, type Period } from '../limits';

/** Kept in the `result.taken` of the entry that took it ('exchange' or 'reserve'). */
export interface Taken {
  rewardId: string;
  quantity: number;
  /** What it counted against the member's limit, and on which day. */
  counter: { of: string; period: Period; n: number; day: DayKey } | null;
  /** The right that was used up. */
  right: EarnedRight | null;
  takes: Take[];
}

export interface GivenBack {
  change: Pick<MemberState, 'lots' | 'counters' | 'rights'>;
  moves: Lot[];
  takes: Take[];
}

type Owner = Pick<MemberState, 'state' | 'lots' | 'counters' | 'rights'>;

/** Throws when the entry took no reward. */
export function takenBy({ key, result }: Pick<Fact, 'key' | 'result'>): Taken {
  const taken = result.taken as Taken | undefined;
  if (!taken) throw new Error(`${key} took nothing that could be given back`);
  return taken;
}

/** Undoes the entry that took a reward: the caller commits it once, under a key of its own. */
export function givenBack(member: Owner, fact: Pick<Fact, 'key' | 'moves' | 'result'>, today: DayKey): GivenBack {
  const { counter, right, takes: taken } = takenBy(fact);
  const takes = taken.map(({ stock, n }) => ({ stock, n: -n }));
  if (member.state === 'closed') {
    const { lots, counters, rights } = member;
    return { change: { lots, counters, rights }, moves: [], takes };
  }
  const { lots, moves } = restore(member.lots, fact.moves, today);
  const counters = counter ? counted(member.counters, { ...counter, n: -counter.n }, today) : member.counters;
  const rights = right ? inOrder([...member.rights, right]) : member.rights;
  return { change: { lots, counters, rights }, moves, takes };
}

/** Rights are used in the order they were earned. */
export function inOrder(rights: readonly EarnedRight[]): EarnedRight[] {
  return [...rights].sort((a, b) => (a.earnedOn < b.earnedOn ? -1 : a.earnedOn > b.earnedOn ? 1 : 0));
}
