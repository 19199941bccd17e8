/**
 * Codes that the cloud sends and the phone's words render, with the arguments each one carries.
 * A code the phone does not know is shown by the line's result alone, so an older phone never breaks.
 */

/** Lines of a receipt: `Because.code` -> `Because.args`. */
export interface BecauseArgs {
  /** Joined the shop's membership. */
  'join.welcome': Record<string, never>;
  /** Points for joining. */
  'join.points': { points: number };
  /** The day's check-in. */
  'checkin.base': { points: number };
  /** A stepped reward: the n-th day in a row brings `points` instead of the base. */
  'checkin.step': { day: number; points: number };
  /** `streak` days in a row: `points` extra. */
  'checkin.streak': { streak: number; points: number };
  /** `streak` days in a row: a right, no points. */
  'checkin.right': { streak: number; right: string };
  /** A missed day was filled with a make-up card. */
  'makeup.card': { day: string; left: number };
  /** Points whose last day has passed. */
  'expiry.lot': { lastDay: string; points: number };
  /** Nickname or picture changed; no points. */
  'profile.changed': Record<string, never>;
  /** Somebody else's act would have brought `points`, which this account could not take. */
  'credit.refused': { points: number };
}

/** Rows of 怎样赚积分 and of the rules: `GuideRow.code` -> `GuideRow.args`. */
export interface GuideArgs {
  'join.points': { points: number };
  'checkin.daily': { points: number };
  'checkin.step': { day: number; points: number };
  'checkin.streak': { streak: number; points: number };
  'checkin.right': { streak: number; right: string };
  'checkin.day': { zone: string };
  'makeup.cards': { perMonth: number; windowDays: number };
  'points.validity': { months: number };
}
