/** Two members become one. Pure. */
import type { DayKey } from '../../../typings/domain';
import { fold, latest } from './fold';
import { told, withGrowth } from './growth';
import { ladderOn, mapped, rankIn } from './ladder';
import type { GrowthDay, Ladder, Standing, TierState } from './state';

/** Growth of both counts together, and the higher tier holds on. */
export function mergeTiers(into: TierState, from: TierState, ladders: readonly Ladder[], today: DayKey): TierState {
  const at = into.at < from.at ? into.at : from.at;
  const joined: TierState = {
    base: both(into.base, from.base, ladders, at),
    at,
    log: from.log.reduce<GrowthDay[]>(withGrowth, into.log),
    losses: [...new Set([...into.losses, ...from.losses])].sort(),
    told: into.told,
    toldUntil: into.toldUntil,
    turned: later(into.turned, from.turned),
    warned: later(into.warned, from.warned),
    gifts: [...new Set([...into.gifts, ...from.gifts])],
  };
  const ladder = ladderOn(ladders, today);
  const now = both(fold(into, ladders, today), fold(from, ladders, today), ladders, today);
  const held = fold(joined, ladders, today);
  // Periods of two lives can meet so that their common history would not have kept the tier: then today's standing counts.
  const sound = rankIn(ladder, held.tier) >= rankIn(ladder, now.tier);
  return told(sound ? joined : { ...joined, base: now, at: today, log: [] }, ladders, today);
}

function both(a: Standing, b: Standing, ladders: readonly Ladder[], day: DayKey): Standing {
  const ladder = ladderOn(ladders, day);
  const [one, other] = [a, b].map((each) => ({ ...each, tier: mapped(each.tier, ladder, ladders) }));
  if (!one || !other) throw new Error('two standings');
  const [ranked, second] = [rankIn(ladder, one.tier), rankIn(ladder, other.tier)];
  const oneLasts = one.until === null || (other.until !== null && one.until >= other.until);
  const higher = ranked === second ? (oneLasts ? one : other) : ranked > second ? one : other;
  return { ...higher, progress: one.progress + other.progress, kept: one.kept + other.kept };
}

function later(a: DayKey | null, b: DayKey | null): DayKey | null {
  return a !== null && b !== null ? latest([a, b]) : (a ?? b);
}
