/** Who looks at the shelf, as far as it decides what they can take. Pure. */
import type { EarnedRight } from '../../../typings/api/shopper';
import type { DayKey, EpochMs, Points } from '../../../typings/domain';
import { type Member, spendable } from '../account';
import { dayOf } from '../calendar';
import { streakOf } from '../checkin';
import type { Counter } from '../limits';
import type { Settings } from '../settings';
import { standingOn, type Tier, type Tiers, tierIn } from '../tiers';

export interface Looker {
  frozen: boolean;
  tier: Tier;
  /** Days in a row, up to today or yesterday. */
  streak: number;
  rights: readonly EarnedRight[];
  counters: readonly Counter[];
  available: Points;
  /** What the shop has tagged them with. */
  tags: readonly string[];
}

/** What everybody sees at one moment; `looker` is null for a guest. */
export interface Look {
  now: EpochMs;
  today: DayKey;
  /** IANA name. */
  zone: string;
  tiers: Tiers;
  /** What a right that check-ins earn is called, by its code. */
  rights: ReadonlyMap<string, string>;
  looker: Looker | null;
}

export function lookOf(now: EpochMs, settings: Settings, member: Member | null): Look {
  const { programme, ladders } = settings;
  const today = dayOf(now, programme.zone);
  const rights = programme.checkIn.milestones.flatMap(({ right }) => (right ? [right] : []));
  return {
    now,
    today,
    zone: programme.zone,
    tiers: programme.tiers,
    rights: new Map(rights.map(({ code, name }) => [code, name])),
    looker: member && {
      frozen: member.state === 'frozen',
      tier: tierIn(programme.tiers, standingOn(member.tier, ladders, today).tier),
      streak: streakOf(member.checkIn.days, today),
      rights: member.rights,
      counters: member.counters,
      available: spendable(member.lots, today),
      tags: member.tags ?? [],
    },
  };
}
