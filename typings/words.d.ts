/**
 * The sentences the phone must know: the cloud sends a code and what fills the gaps, the phone has the words.
 * A code that the phone does not know yet is shown by a general sentence, never as a bare code.
 */

/** Lines that explain a ledger entry (`Because.code`) with their `args`. */
export interface BecauseWords {
  /** Joined. */
  'join.welcome': Record<string, never>;
  /** Points for joining. */
  'join.points': { points: number };
  /** The `streak`-th day in a row brings `points`. */
  'checkin.base': { streak: number; points: number };
  /** A milestone of the streak brings `points`. */
  'checkin.milestone': { streak: number; points: number };
  /** A milestone of the streak brings a right; `right` is the merchant's word for it. */
  'checkin.right': { streak: number; right: string };
  /** The missed `day` was filled. */
  'makeup.day': { day: string; points: number };
  /** Milestones that the mended streak has now passed and that had not been paid. */
  'makeup.milestone': { streak: number; points: number };
  /** A card was used, `left` remain this month. */
  'makeup.card': { left: number };
  /** Points whose last day was `lastDay` have ended. */
  'expiry.lot': { lastDay: string; points: number };
  /** Name or picture changed. */
  'profile.changed': Record<string, never>;
  /** Another account's command wanted to give points here, and this account could not take them. */
  'credit.refused': { points: number };
}

/** Rows of 怎样赚积分 and of the calendar's rules (`GuideRow.code`) with their `args`. */
export interface GuideWords {
  /** Every day `points`. */
  'checkin.daily': { points: number };
  /** From the `streak`-th day in a row on `points` a day. */
  'checkin.step': { streak: number; points: number };
  /** At `streak` days in a row `points` extra; once in a run. */
  'checkin.milestone': { streak: number; points: number };
  /** At every further `streak` days in a row `points` extra. */
  'checkin.everyMilestone': { streak: number; points: number };
  /** At `streak` days in a row the right named `right`. */
  'checkin.right': { streak: number; right: string };
  /** `perMonth` cards a month for days missed within the last `windowDays` days. */
  'makeup.cards': { perMonth: number; windowDays: number };
  /** Points can be used until the end of the month `months` months after they were earned. */
  'points.validity': { months: number };
  /** Joining brings `points`. */
  'join.points': { points: number };
}
