import type { ErrorCode } from '../../../typings/api/envelope';
import type { Channel, EpochMs } from '../../../typings/domain';

/**
 * What anything limited is known by: 'reward:<rewardId>' (units), 'quota:<template>' (coupons that may be claimed),
 * 'budget:<what>:<campaign>' (points that a campaign may cost), or 'coupon:<couponId>': a coupon is a stock of one, which
 * lies in its own document.
 */
export type StockId = `reward:${string}` | `quota:${string}` | `budget:${string}` | `coupon:${string}`;

/** What a command needs of something limited: `n` units are taken, or with a negative `n` given back. Of a coupon, 1 or −1. */
export interface Take {
  stock: StockId;
  n: number;
  /** When there are not so many: OUT_OF_STOCK, or what the coupon's state says, when absent. */
  refusal?: ErrorCode;
  /** Of a coupon that is taken: what the coupon then says of its use. */
  use?: CouponUse;
  /** Of a coupon that is given back: key of the entry that has used it. */
  undoes?: string;
}

/** Who uses a coupon for what; see `Use` of a coupon. */
export interface CouponUse {
  /** 'staff:<id>', 'partner:<id>', 'member' */
  by: string;
  storeId: string;
  channel: Channel;
  /** '' for nothing in particular. */
  ref: string;
}

/**
 * A hold that an entry consumes, as the entry names it for ever: all that is needed to settle it, so that whoever comes
 * later needs nothing but the entry.
 */
export interface Hold extends Omit<Take, 'refusal'> {
  /** Random, of one attempt alone: the request that places it is never sent twice. */
  hold: string;
}

/** A hold of one attempt, bound to the revision of the member it was placed for (docs/architecture.md). */
export interface PlacedHold extends Bound {
  /** Units; negative: given back. */
  n: number;
}

/** Only the commit of this member under this key at exactly this revision can consume it. */
export interface Bound {
  memberId: string;
  /** Idempotency key of the command. */
  key: string;
  rev: number;
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
  /** Digests of the last edits' keys -> which edit it was: none of them is applied twice. */
  edits?: Record<string, number>;
}

/** How a stock stands, without its holds and its history. */
export type StockLevel = Omit<Stock, 'holds' | 'edits'>;

/** Holds in one document; one more is BUSY. Above a rush of 2,000 at once, and some 400 KB. */
export const HOLDS_MAX = 2_000;

/** How long a hold is left to the call that placed it, ms: economy alone, see sweep of the account. */
export const HOLD_GRACE_MS = 60_000;

export function couponIdOf(stock: StockId): string | null {
  return stock.startsWith('coupon:') ? stock.slice('coupon:'.length) : null;
}
