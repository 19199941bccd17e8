/**
 * What a day's check-in brings: the step of its place in the run, times what multiplies it that day (a milestone, the
 * member's tier, the day's rules; together never above the cap), plus what comes on top. Pure.
 */
import type { Because, DayKey, Fen, MonthDay, Points } from '../../../typings/domain';
import { type Earning, evaluate } from '../earning';
import type { CheckInProgramme, Milestone } from '../programme';
import { DEFAULT_STORE } from '../stores';
import type { Grant } from '../templates';
import { type Tiers, tierFactor } from '../tiers';
import { basePoints, couponsOf, milestoneLines, milestonesAt } from './streak';

/** Everything a check-in is paid by. */
export interface Terms {
  checkIn: CheckInProgramme;
  earning: Earning;
  tiers: Tiers;
  /** Code of the tier held today. */
  tier: string;
  birthday: MonthDay | null;
  /** Names of coupons by template, for those that are given. */
  coupons?: ReadonlyMap<string, string>;
}

export interface Paid {
  points: Points;
  because: Because[];
  /** Coupons beside the points. */
  grants: Grant[];
}

/** A day and its place in its run. `tier`: held when it was signed, when that is not today. */
export interface Place {
  position: number;
  day: DayKey;
  tier?: string | undefined;
}

/** @param reached the milestones that count; all of that place when absent */
export function paidFor(terms: Terms, place: Place, reached = milestonesAt(terms.checkIn, place.position)): Paid {
  const { position, day, tier = terms.tier } = place;
  const base = basePoints(terms.checkIn, position);
  const earned = evaluate(terms.earning, {
    occasion: 'checkin',
    day,
    channel: 'mini',
    storeId: DEFAULT_STORE,
    tier: tierFactor(terms.tiers, tier, 'checkin'),
    birthday: terms.birthday,
    firstOrder: false,
    amountFen: 0 as Fen,
    base,
    factors: reached.map(({ factor }) => ({
      factor,
      line: { code: 'checkin.double', args: { streak: position, factor } },
    })),
  });
  const bonus = reached.reduce((sum, { points }) => sum + points, 0);
  return {
    points: (earned.points + bonus) as Points,
    because: [
      baseLine(terms.checkIn, position, base),
      ...earned.because,
      ...milestoneLines(position, reached, earned.points),
    ],
    grants: [...couponsOf(reached), ...earned.grants],
  };
}

/** What these milestones add to their day. */
export function worthOf(terms: Terms, place: Place, reached: readonly Milestone[]): Points {
  return (paidFor(terms, place, [...reached]).points - paidFor(terms, place, []).points) as Points;
}

/** A stepped reward says which day of the run it is for. */
function baseLine(programme: CheckInProgramme, position: number, points: Points): Because {
  const stepped = programme.steps.some((step) => step.from > 1 && step.from <= position);
  return stepped
    ? { code: 'checkin.step', args: { day: position, points }, result: points }
    : { code: 'checkin.base', args: { points }, result: points };
}
