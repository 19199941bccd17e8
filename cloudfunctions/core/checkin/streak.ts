/** What a member's recent check-ins say, and what a place in a run brings. Pure. */
import type { Because, DayKey, MonthKey, Points } from '../../../typings/domain';
import { addDays } from '../calendar';
import type { CheckInProgramme, Milestone } from '../programme';
import type { Grant } from '../templates';

export interface SignedDay {
  day: DayKey;
  /** Place in its run: 1 for the first day. Grows when a gap before it is filled. */
  position: number;
  /** What this day's entry paid, milestones included. */
  points: Points;
  /** `streak` of each milestone that this day's entry paid or granted. */
  milestones: number[];
  madeUp: boolean;
  /** Tier held when it was signed: a mended run is paid by each day's own. Absent on days from before there were tiers. */
  tier?: string;
}

export interface CheckInState {
  /** The last `KEPT_DAYS` days' check-ins, oldest first. Older ones are in the ledger. */
  days: SignedDay[];
  /** Make-up cards used in the month of the last use. */
  makeUp: { month: MonthKey; used: number } | null;
}

/** Longest make-up window (30) and the day before it, whose place in its run a filled day continues. */
export const KEPT_DAYS = 32;

export interface EarnedGift {
  streak: number;
  points: Points;
  /** A right, or a coupon where there is none. */
  right: { code: string; name: string } | null;
}

export function signedOn(days: readonly SignedDay[], day: DayKey): SignedDay | undefined {
  return days.find((each) => each.day === day);
}

/** Days in a row, up to today if signed, else up to yesterday. */
export function streakOf(days: readonly SignedDay[], today: DayKey): number {
  return (signedOn(days, today) ?? signedOn(days, addDays(today, -1)))?.position ?? 0;
}

/** Points of a day at this place in a run, without milestones. */
export function basePoints(programme: CheckInProgramme, position: number): Points {
  const reached = programme.steps.filter((step) => step.from <= position);
  return (reached.at(-1)?.points ?? 0) as Points;
}

export function milestonesAt(programme: CheckInProgramme, position: number): Milestone[] {
  return programme.milestones.filter(({ streak, every }) => (every ? position % streak === 0 : position === streak));
}

/**
 * Several milestones that fall together are one gift, worth `points`; the right of the longest is named, or its coupon.
 * @param coupons names by template
 */
export function giftOf(
  position: number,
  reached: readonly Milestone[],
  points: Points,
  coupons: ReadonlyMap<string, string> = new Map(),
): EarnedGift | null {
  if (reached.length === 0) return null;
  const longestFirst = [...reached].sort((a, b) => b.streak - a.streak);
  const right = longestFirst.find((each) => each.right !== null)?.right;
  const [coupon] = couponsOf(longestFirst).filter(({ template }) => coupons.has(template));
  return {
    streak: position,
    points,
    right: right ?? (coupon ? { code: coupon.template, name: coupons.get(coupon.template) ?? '' } : null),
  };
}

export function couponsOf(reached: readonly Milestone[]): Grant[] {
  return reached.flatMap(({ coupons }) => coupons ?? []);
}

/** Lines for milestones; `before` is the sum so far. */
export function milestoneLines(position: number, reached: readonly Milestone[], before: number): Because[] {
  const lines: Because[] = [];
  let sum = before;
  for (const { points, right } of reached) {
    sum += points;
    if (points > 0) lines.push({ code: 'checkin.streak', args: { streak: position, points }, result: sum });
    if (right) lines.push({ code: 'checkin.right', args: { streak: position, right: right.name }, result: sum });
  }
  return lines;
}

export function kept(days: readonly SignedDay[], today: DayKey): SignedDay[] {
  const first = addDays(today, -KEPT_DAYS);
  return days.filter((each) => each.day >= first).sort((a, b) => (a.day < b.day ? -1 : 1));
}
