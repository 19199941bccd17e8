import type { CouponSource } from '../../../typings/api/coupons';
import type { Channel, DayKey, EpochMs } from '../../../typings/domain';
import type { CouponTemplate } from './template';

/** The terms a coupon was given under; later changes of its template leave it as it is. */
export type CouponTerms = Pick<
  CouponTemplate,
  'name' | 'value' | 'channels' | 'stores' | 'categories' | 'stacking' | 'note' | 'pool'
>;

/** Where and by whom a coupon was used. */
export interface Use {
  /** 'staff:<id>', 'partner:<id>', 'member' */
  by: string;
  storeId: string;
  channel: Channel;
  at: EpochMs;
  /** What it was used for, such as an order; ''. */
  ref: string;
  undone: EpochMs | null;
}

/**
 * A coupon: born by a member's entry and from then on its own arbiter; it changes only under a condition on its own state.
 * 'held' and 'returning' are holds of a member's commit (core/stock), 'reserved' is a till's.
 */
export interface Coupon {
  /** Digest of member, key of the entry and place in it. */
  _id: string;
  shape: 1;
  memberId: string;
  template: string;
  terms: CouponTerms;
  source: CouponSource;
  /** 16 digits, unguessable; the last is a check digit. */
  code: string;
  from: DayKey;
  /** Last day. */
  until: DayKey;
  bornOn: DayKey;
  state: 'usable' | 'reserved' | 'held' | 'used' | 'returning' | 'void';
  /** Digest of the use that stands; null when none does. */
  usedBy: string | null;
  /** Digest of a request's key -> what it did. Never removed: a repeat finds its use. */
  uses: Record<string, Use>;
  reservation: { by: string; ref: string; until: EpochMs } | null;
  hold: { id: string; memberId: string; key: string; rev: number; n: number; at: EpochMs } | null;
  /** When the timer looks at a reservation or a hold; null when there is none. */
  look: EpochMs | null;
  /** The pool's code that belongs to it. */
  external: string | null;
}
