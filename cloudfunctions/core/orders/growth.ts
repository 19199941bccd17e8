import type { Because, DayKey } from '../../../typings/domain';
import type { Member } from '../account';
import {
  addGrowth,
  type GrowthDay,
  type Ladder,
  standingOn,
  type TierState,
  type Tiers,
  takeGrowth,
  tierTurn,
} from '../tiers';
import type { Target } from './target';

export interface Growing {
  member: Member;
  ladders: readonly Ladder[];
  tiers: Tiers;
  today: DayKey;
  /** Day on which the payment was booked. */
  bookedOn: DayKey;
  before: Target;
  after: Target;
  /** What this event brings (+) or takes back (−). */
  growth: number;
}

export interface Grown {
  tier: TierState;
  growth: number;
  because: Because[];
  notice: ReturnType<typeof tierTurn>['notice'];
}

/** Growth counts at once. A refund takes it from the day on which its order was booked, as if it had never come. */
export function grow({ member, ladders, tiers, today, bookedOn, before, after, growth }: Growing): Grown {
  const was = finalOn(bookedOn, before);
  const final = finalOn(bookedOn, after);
  let tier = member.tier;
  if (before.growth > 0 && final < was)
    tier = finalSooner(tier, { day: bookedOn, final: was, growth: before.growth }, final);
  if (growth > 0) tier = addGrowth(tier, ladders, { day: bookedOn, final, growth }, today);
  if (growth < 0) tier = takeGrowth(tier, ladders, [{ day: bookedOn, final, growth: -growth }], today);
  if (growth === 0) return { tier, growth, because: [], notice: null };
  const turn = tierTurn(standingOn(member.tier, ladders, today), standingOn(tier, ladders, today), tiers);
  return { tier, growth, ...turn };
}

/** First day on which no return can take the growth back any more: the day from which the order's points can be spent. */
function finalOn(bookedOn: DayKey, { window }: Target): DayKey {
  const from = window?.from ?? bookedOn;
  return from > bookedOn ? from : bookedOn;
}

/** A completed order's growth becomes final on an earlier day. What has been folded away already was final before. */
function finalSooner(tier: TierState, counted: GrowthDay, final: DayKey): TierState {
  const { day, final: was } = counted;
  const held = tier.log.find((each) => each.day === day && each.final === was);
  const moved = Math.min(held?.growth ?? 0, counted.growth);
  if (moved <= 0) return tier;
  const others = tier.log.filter((each) => each.day !== day || (each.final !== was && each.final !== final));
  const there = tier.log.find((each) => each.day === day && each.final === final)?.growth ?? 0;
  const log = [
    ...others,
    { day, final: was, growth: (held?.growth ?? 0) - moved },
    { day, final, growth: there + moved },
  ]
    .filter((each) => each.growth > 0)
    .sort((a, b) => (`${a.day} ${a.final}` < `${b.day} ${b.final}` ? -1 : 1));
  return { ...tier, log };
}
