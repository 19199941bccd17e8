/** Sums of a replay: their size depends on the programme, not on how many events there were. Pure. */
import type { Compared } from '../../../typings/api/lab';
import type { Event, Replayed } from './replay';
import { bookedPoints } from './replay';
import type { Source } from './worth';

export interface Sums {
  events: number;
  orders: number;
  ordersTouched: number;
  /** What was paid for those orders. */
  ordersFen: number;
  points: Compared;
  coupons: Compared;
  /** By source. */
  sources: Partial<Record<Source, Compared>>;
  /** By tier held; NO_TIER where the entry does not tell. */
  tiers: Record<string, Compared>;
  checked: { entries: number; equal: number };
  unpinned: number;
  makeup: number;
  friends: number;
}

/** A field of the database has a name. */
export const NO_TIER = '-';

export function noSums(): Sums {
  return {
    events: 0,
    orders: 0,
    ordersTouched: 0,
    ordersFen: 0,
    points: { now: 0, draft: 0 },
    coupons: { now: 0, draft: 0 },
    sources: {},
    tiers: {},
    checked: { entries: 0, equal: 0 },
    unpinned: 0,
    makeup: 0,
    friends: 0,
  };
}

/** Adds one event. `version`: of the programme in force, whose entries the replay is held against. */
export function count(sums: Sums, event: Event, replayed: Replayed, version: number): void {
  const { now, draft, tier, amountFen, asBooked } = replayed;
  sums.events += 1;
  if (amountFen !== null) {
    sums.orders += 1;
    sums.ordersFen += amountFen;
    if (now.points !== draft.points || now.coupons !== draft.coupons) sums.ordersTouched += 1;
  }
  plus(sums.points, now.points, draft.points);
  plus(sums.coupons, now.coupons, draft.coupons);
  for (const source of new Set([...Object.keys(now.parts), ...Object.keys(draft.parts)]) as Set<Source>)
    plus(at(sums.sources, source), now.parts[source] ?? 0, draft.parts[source] ?? 0);
  plus(at(sums.tiers, tier || NO_TIER), now.points, draft.points);
  if (asBooked !== null) sums[asBooked] += 1;
  else if (event.programmeVersion === version) {
    sums.checked.entries += 1;
    if (now.points === bookedPoints(event)) sums.checked.equal += 1;
  }
  if (event.kind === 'referral' || event.kind === 'assist') sums.friends += 1;
}

/** Members' differences, draft less now; who gets the same on balance is not in it. */
export type Differences = Map<string, number>;

export function differ(differences: Differences, memberId: string, { now, draft }: Replayed): void {
  if (now.points === draft.points) return;
  differences.set(memberId, (differences.get(memberId) ?? 0) + draft.points - now.points);
}

function at<Key extends string>(sums: Partial<Record<Key, Compared>>, key: Key): Compared {
  const held = sums[key] ?? { now: 0, draft: 0 };
  sums[key] = held;
  return held;
}

function plus(sum: Compared, now: number, draft: number): void {
  sum.now += now;
  sum.draft += draft;
}
