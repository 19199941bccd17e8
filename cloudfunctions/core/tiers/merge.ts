/** Two members become one. Pure. */
import type { DayKey } from '../../../typings/domain';
import { addDays } from '../calendar';
import { fold, latest } from './fold';
import { told, withGrowth } from './growth';
import { ladderOn, mapped, rankIn } from './ladder';
import type { GrowthDay, Ladder, Standing, TierState } from './state';

/** Growth of both counts together, and the higher tier holds on. */
export function mergeTiers(into: TierState, from: TierState, ladders: readonly Ladder[], today: DayKey): TierState {
  const joined: TierState = {
    ...commonBase(into, from, ladders, into.at < from.at ? into.at : from.at),
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
  const isSound = (state: TierState) => rankIn(ladder, fold(state, ladders, today).tier) >= rankIn(ladder, now.tier);
  // Periods of two lives can meet so that their common history would not have kept the tier: then it is common from a
  // later day on, the earliest one with which the tier holds. Growth after that day can still be taken back.
  const sound = isSound(joined) ? joined : commonLater(joined, into, from, ladders, today).find(isSound);
  return told(sound ?? { ...joined, base: now, at: today, log: [] }, ladders, today);
}

function commonLater(
  joined: TierState,
  into: TierState,
  from: TierState,
  ladders: readonly Ladder[],
  today: DayKey,
): TierState[] {
  const eves = [...new Set(joined.log.map(({ day }) => addDays(day, -1)))];
  return eves
    .filter((eve) => eve > joined.at && eve < today)
    .map((eve) => ({
      ...joined,
      ...commonBase(into, from, ladders, eve),
      log: joined.log.filter(({ day }) => day > eve),
    }));
}

function commonBase(into: TierState, from: TierState, ladders: readonly Ladder[], at: DayKey) {
  return { base: both(fold(into, ladders, at), fold(from, ladders, at), ladders, at), at };
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
