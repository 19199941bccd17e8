/** What adds to a member's growth and takes from it. Pure. */
import type { DayKey } from '../../../typings/domain';
import { addDays } from '../calendar';
import { fold, periodEnd } from './fold';
import { ladderOn, reached } from './ladder';
import { standingOn } from './standing';
import type { GrowthDay, Ladder, TierState } from './state';

/** Growth older than this is part of the base: a refund of it lowers what counts, not the tier. Longer than any return window. */
const LOG_DAYS = 120;
/** A refund can put off a fall for as long as a warning lasts at most. */
const LOSS_DAYS = 90;

export function firstTier(joinedOn: DayKey, ladders: readonly Ladder[]): TierState {
  const ladder = ladderOn(ladders, joinedOn);
  const { code } = reached(ladder, 0);
  const until = periodEnd(joinedOn, ladder);
  return {
    base: { tier: code, since: joinedOn, until, progress: 0, kept: 0 },
    at: addDays(joinedOn, -1),
    log: [],
    losses: [],
    told: code,
    toldUntil: until,
    turned: null,
    warned: null,
    gifts: [],
  };
}

/** Counts at once. What time has decided until today is booked before this is. */
export function addGrowth(state: TierState, ladders: readonly Ladder[], gained: GrowthDay, today: DayKey): TierState {
  if (gained.growth < 0) throw new RangeError('what is gained is not negative');
  if (gained.growth === 0) return state;
  const { base } = state;
  const added =
    gained.day > state.at
      ? { ...state, log: withGrowth(state.log, gained) }
      : { ...state, base: { ...base, progress: base.progress + gained.growth, kept: base.kept + gained.growth } };
  return told(compacted(added, ladders, today), ladders, today);
}

/**
 * Takes back what a refunded order gave, from the days on which it was booked, as if it had never been. `taken` in
 * positive numbers; what is older than the log lowers what counts, down to nothing.
 */
export function takeGrowth(
  state: TierState,
  ladders: readonly Ladder[],
  taken: readonly GrowthDay[],
  today: DayKey,
): TierState {
  if (taken.every(({ growth }) => growth === 0)) return state;
  let { base, log } = state;
  for (const each of taken) {
    if (each.growth < 0) throw new RangeError('what is taken is told in positive numbers');
    const { left, rest } = fromLog(log, each);
    log = rest;
    base = { ...base, progress: Math.max(0, base.progress - left), kept: Math.max(0, base.kept - left) };
  }
  const losses = [...new Set([...state.losses, today])].sort();
  return told(compacted({ ...state, base, log, losses }, ladders, today), ladders, today);
}

/** Of the very day and window first, then of the rest of that day. */
function fromLog(log: readonly GrowthDay[], taken: GrowthDay): { left: number; rest: GrowthDay[] } {
  let left = taken.growth;
  let rest = [...log];
  for (const isSource of [
    (each: GrowthDay) => each.day === taken.day && each.final === taken.final,
    (each: GrowthDay) => each.day === taken.day,
  ]) {
    rest = rest.map((each) => {
      if (!isSource(each)) return each;
      const part = Math.min(left, each.growth);
      left -= part;
      return { ...each, growth: each.growth - part };
    });
  }
  return { left, rest: rest.filter(({ growth }) => growth > 0) };
}

export function withGrowth(log: readonly GrowthDay[], gained: GrowthDay): GrowthDay[] {
  const same = (each: GrowthDay) => each.day === gained.day && each.final === gained.final;
  const present = log.find(same);
  const sum = { ...gained, growth: gained.growth + (present?.growth ?? 0) };
  return [...log.filter((each) => !same(each)), sum].sort((a, b) =>
    `${a.day} ${a.final}` < `${b.day} ${b.final}` ? -1 : 1,
  );
}

/** Folds what can no longer be taken back into the base; nothing that anybody sees changes by it. */
export function compacted(state: TierState, ladders: readonly Ladder[], today: DayKey): TierState {
  const open = state.log.find(({ final }) => final > today);
  const old = addDays(today, -LOG_DAYS);
  const at = open && open.day <= old ? addDays(open.day, -1) : old;
  if (at <= state.at) return state;
  const horizon = addDays(at, -LOSS_DAYS);
  return {
    ...state,
    base: fold(state, ladders, at),
    at,
    log: state.log.filter(({ day }) => day > at),
    losses: state.losses.filter((day) => day > horizon),
  };
}

/** The standing is known to the member by the entry that this is part of. */
export function told(state: TierState, ladders: readonly Ladder[], today: DayKey): TierState {
  const { tier, until } = standingOn(state, ladders, today);
  return { ...state, told: tier, toldUntil: until };
}
