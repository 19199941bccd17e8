import type { DayKey } from '../../../typings/domain';

/** A tier held, and what counts in its period. */
export interface Standing {
  /** Code of the tier. */
  tier: string;
  /** First day of the period. */
  since: DayKey;
  /** Last day of the period; null when it never ends. */
  until: DayKey | null;
  /** Growth that counts towards the next tier. */
  progress: number;
  /** Growth in the period that counts towards keeping the tier. */
  kept: number;
}

/** Growth of one day that becomes final on one day, merged. */
export interface GrowthDay {
  /** Day it was booked. */
  day: DayKey;
  /** First day on which no return can take it back any more. */
  final: DayKey;
  growth: number;
}

/** The member's growth and tiers as far as they can still change: everything else follows from it and from today. */
export interface TierState {
  /** The standing at the end of the day `at`, all growth booked until then included. */
  base: Standing;
  at: DayKey;
  /** Growth booked after `at`, oldest first. A refund takes it from the day on which its order was booked. */
  log: GrowthDay[];
  /** Days of refunds that took growth, oldest first, as far back as one of them can put off a fall. */
  losses: DayKey[];
  /** Tier and end of its period as they were last booked: what a change by time is compared with. */
  told: string;
  toldUntil: DayKey | null;
  /** Last day of which a change by time has been booked; only grows, and proves the key `tier:<day>` known. */
  turned: DayKey | null;
  /** Last day on which a warning has been sent; only grows. */
  warned: DayKey | null;
  /** Codes of the tiers whose gift has been given. */
  gifts: string[];
}

/** The tiers' thresholds as they hold from a day on. Changes hold from the day after they were published. */
export interface Ladder {
  since: DayKey;
  /** Lowest first. */
  rungs: { code: string; from: number; keep: number }[];
  validityMonths: number | null;
  graceDays: number;
  warningDays: number;
}
