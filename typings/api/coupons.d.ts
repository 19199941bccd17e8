/** What the phone sees of coupons. */
import type { Channel, DayKey } from '../domain';
import type { BarView, CouponTermsView } from './mall';
import type { MemberView, ServerTime } from './shopper';

export type CouponState = 'usable' | 'notYet' | 'reserved' | 'used' | 'expired' | 'void';
/** What it came from; a friend's gift has a golden stub. */
export type CouponSource =
  | 'claim'
  | 'exchange'
  | 'checkin'
  | 'tier'
  | 'birthday'
  | 'join'
  | 'staff'
  | 'order'
  | 'referral';

export interface CouponView extends CouponTermsView {
  id: string;
  state: CouponState;
  source: CouponSource;
  from: DayKey;
  /** Last day. */
  until: DayKey;
  /** Days from today to the last, 0 on it. */
  endsInDays: number;
  used: { day: DayKey; time: string; store: string; channel: Channel } | null;
}

export interface WalletInput {
  segment: 'usable' | 'used' | 'expired';
  cursor?: string;
  /** 1 to 50, 20 when absent. */
  limit?: number;
}

export interface WalletView extends ServerTime {
  /** Usable: what ends first on top. */
  coupons: CouponView[];
  nextCursor: string | null;
  /** Of the first page of 'usable': how many offers are open to this member. */
  offers: number;
}

export interface CouponCodeView extends ServerTime {
  coupon: CouponView;
  /** 16 digits, while it can be used. */
  code: string | null;
  /** Code of the pool it was imported with, shown beside; null for our own. */
  external: string | null;
}

/** A template that members may take by themselves. */
export interface OfferView extends CouponTermsView {
  /** Units left, while they are few. */
  left: number | null;
  /** What the coupon will be good until, when taken today. */
  until: DayKey;
  bar: BarView | null;
  /** How many of it this member holds and can use. */
  held: number;
}

export interface OffersView extends ServerTime {
  offers: OfferView[];
}

export interface ClaimedCouponView extends ServerTime {
  repeated: boolean;
  coupon: CouponView;
  member: MemberView;
}

export interface CouponActions {
  'wallet.list': [WalletInput, WalletView];
  'wallet.coupon': [{ id: string }, CouponCodeView];
  'coupons.offers': [Record<string, never>, OffersView];
  'coupons.claim': [{ template: string }, ClaimedCouponView];
}
