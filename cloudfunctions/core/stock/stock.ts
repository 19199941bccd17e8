import type { EpochMs } from '../../../typings/domain';

/**
 * What anything limited is known by: 'reward:<rewardId>' (units), 'quota:<template>' (coupons that may be claimed), or
 * 'coupon:<couponId>': a coupon is a stock of one, which lies in its own document.
 */
export type StockId = `reward:${string}` | `quota:${string}` | `coupon:${string}`;

/** A hold of one attempt, bound to the revision of the member it was placed for (docs/architecture.md). */
export interface PlacedHold {
  memberId: string;
  /** Idempotency key of the command. */
  key: string;
  rev: number;
  /** Units; negative: given back. */
  n: number;
  at: EpochMs;
}

/** `made = left + sold + Σ n of the holds with n > 0`, and `held` is the number of holds, in every state. */
export interface Stock {
  _id: StockId;
  shape: 1;
  made: number;
  left: number;
  sold: number;
  held: number;
  holds: Record<string, PlacedHold>;
  /** Number of edits so far: a change of `made` is conditional on it. */
  edit: number;
  lastEdit: string;
}
