/**
 * The entry by which somebody is rewarded for what friends have done. Pure. Above a limit it has 0 points and says why: an
 * entry is made either way, so that its key decides the outcome once.
 */
import type { Because, DayKey, EntryKind, Points } from '../../../typings/domain';
import { type Birth, gain, type Lot, type Member, type Posting } from '../account';
import type { Reward } from '../inviting';
import { counted, countOf, type Period } from '../limits';
import type { StockId } from '../stock';
import type { Granter } from '../templates';

/** Why somebody gets nothing although it was decided to reward them. */
export type Limited = 'dayLimit' | 'campaignLimit' | 'budget';

/** Not more than `max` such rewards of one member in a period. */
export interface RewardLimit {
  /** Name of the counter: see core/limits. */
  of: string;
  period: Period;
  max: number;
  reason: Limited;
}

export interface Rewarding {
  kind: Extract<EntryKind, 'referral' | 'assist'>;
  /** Of the entry, unique per member: 'referral:<friend>:registered', 'assist:<id>'. */
  key: string;
  ref: string;
  reward: Reward;
  /** First line of the receipt; `result` is filled in. */
  because: Omit<Because, 'result'>;
  limits: readonly RewardLimit[];
  /** Taken from, in points; null without a budget. */
  budget: StockId | null;
  /** Paid also when the budget has not enough left by now: somebody was promised it. */
  owed?: true;
  /** Born with the entry when it brings something. */
  births: readonly Birth[];
}

/** What is not the reward's own. */
export interface RewardTime {
  today: DayKey;
  /** Last day of points that begin today. */
  until: DayKey;
  grant: Granter;
  print: string;
  /** The budget had not enough left. */
  spent: boolean;
}

export function rewardPosting(member: Member, rewarding: Rewarding, time: RewardTime): Posting {
  const { kind, key, ref, limits, reward, budget } = rewarding;
  const { today, print } = time;
  const draft = { key, kind, ref, print };
  const limited = time.spent && !rewarding.owed ? 'budget' : limitOf(member, limits, today);
  if (limited !== null) {
    const because = [{ code: 'referral.limited', args: { reason: limited }, result: 0 }];
    return { change: {}, drafts: [{ ...draft, moves: [], because, result: { outcome: limited } }] };
  }
  const points = reward.points as Points;
  const lot: Lot = { from: null, until: time.until, points };
  const { lots, moves } = points > 0 ? gain(member.lots, lot, today) : { lots: member.lots, moves: [] };
  const to = { memberId: member._id, key, day: today, source: 'referral' as const, result: points };
  const granted = time.grant(reward.coupons ?? [], to);
  const counters = limits.reduce(
    (sums, { of, period }) => counted(sums, { of, period, n: 1, day: today }, today),
    member.counters,
  );
  return {
    change: { lots, counters },
    drafts: [
      {
        ...draft,
        moves,
        because: [{ ...rewarding.because, result: points }, ...granted.because],
        result: { outcome: 'paid' },
        births: [...rewarding.births, ...granted.births],
        ...(budget !== null && points > 0 && !time.spent ? { takes: [{ stock: budget, n: points }] } : {}),
      },
    ],
  };
}

function limitOf({ counters }: Member, limits: readonly RewardLimit[], today: DayKey): Limited | null {
  return limits.find(({ of, period, max }) => countOf(counters, of, period, today) >= max)?.reason ?? null;
}
