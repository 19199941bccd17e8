/** What the phone sees of the points mall: rewards, what has been redeemed, and payments on their way. */
import type { BarArgs } from '../codes';
import type { Because, DayKey, EpochMs, Fen, Points } from '../domain';
import type { CouponView } from './coupons';
import type { InviteTermsView } from './friends';
import type { MemberView, Paragraph, ServerTime } from './shopper';

export type RewardKind = 'goods' | 'service' | 'coupon' | 'trial';
/** How a redemption reaches its owner. A coupon is in the wallet at once: 'none'. */
export type Way = 'delivery' | 'pickup' | 'none';
export type Period = 'day' | 'week' | 'month' | 'year' | 'ever';

export interface PriceView {
  points: Points;
  /** 0: points alone. */
  cashFen: Fen;
  /** Before the day's discount, when there is one; `name` is the merchant's word for it. */
  was: { points: Points; cashFen: Fen; name: string } | null;
}

/** Why a reward cannot be taken now; `code` names the sentence in the phone's words. Null when it can. */
export type BarView = { [Code in keyof BarArgs]: { code: Code; args: BarArgs[Code] } }[keyof BarArgs];

export interface RewardCardView {
  id: string;
  name: string;
  kind: RewardKind;
  /** Code of its category. */
  category: string;
  /** cloud:// file id; null: the first character on a tinted tile. */
  picture: string | null;
  price: PriceView;
  /** Units left, while they are few; null otherwise. */
  left: number | null;
  bar: BarView | null;
}

export interface MallView extends ServerTime {
  categories: { code: string; name: string }[];
  /** Spendable; null for a guest. */
  available: Points | null;
  /** The merchant's first card, on the first page without a filter only. */
  feature: RewardCardView | null;
  /** What is on sale, in the merchant's order, sold-out last. */
  rewards: RewardCardView[];
  nextCursor: string | null;
}

export interface MallInput {
  category?: string;
  /** 我能换的: only what the member's points are enough for. */
  affordable?: boolean;
  cursor?: string;
  /** 1 to 50, 20 when absent. */
  limit?: number;
}

export interface RewardView extends RewardCardView, ServerTime {
  /** Grows with every change of the reward. */
  version: number;
  summary: string;
  pictures: string[];
  detail: Paragraph[];
  /** What it costs in the shop; 0 when not told. */
  worthFen: Fen;
  ways: Exclude<Way, 'none'>[];
  /** Where it is handed over; every store when there is one alone. */
  stores: { id: string; name: string; address: string }[];
  /** Days within which it has to be collected, 0 for delivery alone and coupons. */
  collectDays: number;
  /** How often one member may take it, and how often this one has. */
  limit: { count: number; period: Period; used: number } | null;
  /** Most that can be taken at once. */
  maxQuantity: number;
  /** Whom it is for, when not for all: names of tiers, length of a streak, name of a right. */
  terms: { tiers: string[]; streak: number; right: string | null };
  window: { from: EpochMs | null; until: EpochMs | null };
  /** What a coupon reward brings. */
  coupon: CouponTermsView | null;
  available: Points | null;
  /** Payments can be made in this shop; a reward that costs money cannot be taken without. */
  payable: boolean;
}

/** What a coupon is good for, as its template says it. */
export interface CouponTermsView {
  template: string;
  name: string;
  value: CouponValueView;
  /** Sentence parts, each empty when it holds everywhere: names of stores, of categories; channels. */
  stores: string[];
  categories: string[];
  channels: ('mini' | 'counter' | 'till' | 'web')[];
  note: string;
}

export type CouponValueView =
  /** `fen` off an order of at least `thresholdFen` (0: any). */
  | { kind: 'amount'; fen: Fen; thresholdFen: Fen }
  /** The customer pays `rate` percent (95 = 9.5 折); at most `capFen` off, null without a cap. */
  | { kind: 'percent'; rate: number; thresholdFen: Fen; capFen: Fen | null }
  | { kind: 'freeShipping'; thresholdFen: Fen }
  /** For a dish, a thing, a treatment: `item` is the merchant's word for it. */
  | { kind: 'exchange'; item: string };

export interface AddressInput {
  /** 1 to 30 characters each but `detail` (1 to 120). */
  name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  detail: string;
}

export interface ExchangeInput {
  rewardId: string;
  /** 1 to 20, whole. */
  quantity: number;
  way: Way;
  /** With 'pickup', where a reward names several stores. */
  storeId?: string;
  /** With 'delivery'. */
  address?: AddressInput;
  /** The price for one that the person was shown. Compared, never believed: another price answers PRICE_CHANGED with the new one. */
  expect: { points: Points; cashFen: Fen };
}

/** Parameters of `wx.requestPayment`, as the payment adapter gave them. */
export interface PayRequest {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

export type PaymentState = 'open' | 'captured' | 'released' | 'late';

export interface PaymentView {
  /** Trade number, 32 characters of [0-9A-Za-z]. */
  trade: string;
  state: PaymentState;
  name: string;
  picture: string | null;
  quantity: number;
  points: Points;
  cashFen: Fen;
  /** Unpaid until then, everything goes back. */
  until: EpochMs;
  /** What has come of it. */
  redemptionId: string | null;
}

export interface ExchangeView extends ServerTime {
  repeated: boolean;
  because: Because[];
  /** Null while money is still to be paid. */
  redemption: RedemptionView | null;
  coupons: CouponView[];
  payment: PaymentView | null;
  /** Null when WeChat could not be asked: the payment can be made from its page. */
  request: PayRequest | null;
  member: MemberView;
}

export type RedemptionState = 'taken' | 'shipped' | 'completed' | 'cancelling' | 'cancelled';

export interface RedemptionView {
  id: string;
  rewardId: string;
  state: RedemptionState;
  name: string;
  kind: RewardKind;
  picture: string | null;
  quantity: number;
  points: Points;
  cashFen: Fen;
  way: Way;
  /** 16 digits to show in the store, while it can be collected. */
  code: string | null;
  /** Where. */
  stores: { name: string; address: string }[];
  /** Last day to collect it; null for delivery. */
  until: DayKey | null;
  day: DayKey;
  time: string;
  /** Name and phone masked but for the owner's own eyes. */
  address: AddressInput | null;
  shipping: { carrier: string; number: string; day: DayKey } | null;
  /** The owner may still give it back. */
  cancellable: boolean;
  /** How it ended: handed over, cancelled and why. `store` '' while there is one alone. */
  ended: {
    day: DayKey;
    time: string;
    store: string;
    reason: 'collected' | 'delivered' | 'member' | 'staff' | 'timeout';
  } | null;
  /** Of a cancelled redemption that had cost money. */
  refund: 'underway' | 'done' | null;
  /** Coupons it brought. */
  coupons: { id: string; name: string }[];
}

export interface RedemptionsInput {
  /** 'open': to pay, to collect, on the way; 'ended': the rest. */
  segment: 'open' | 'ended';
  cursor?: string;
  limit?: number;
}

export interface RedemptionsView extends ServerTime {
  /** On the first page of 'open' only. */
  payments: PaymentView[];
  redemptions: RedemptionView[];
  nextCursor: string | null;
}

export interface RedemptionPage extends ServerTime {
  redemption: RedemptionView;
  /** Lines of the ledger entry. */
  because: Because[];
}

export interface PaymentPage extends ServerTime {
  payment: PaymentView;
  redemption: RedemptionView | null;
}

/** Blocks of the home page below the member's own: asked for after the first picture stands. */
export interface ShelfView extends ServerTime {
  counts: { coupons: number; toCollect: number };
  /** At most 6: what the points are enough for first, then the nearest. */
  rewards: RewardCardView[];
  /** At most 2, that end within seven days. */
  ending: CouponView[];
  /** What inviting brings; null when it brings nothing. */
  invite: { terms: InviteTermsView; friends: number } | null;
  /** Points of a check-in at the store; null when there is none. */
  visit: { points: Points } | null;
}

export interface MallActions {
  'home.shelf': [Record<string, never>, ShelfView];
  'mall.list': [MallInput, MallView];
  'mall.reward': [{ id: string }, RewardView];
  'mall.exchange': [ExchangeInput, ExchangeView];
  'redemptions.list': [RedemptionsInput, RedemptionsView];
  'redemptions.view': [{ id: string }, RedemptionPage];
  'redemptions.cancel': [{ id: string }, RedemptionPage & { member: MemberView }];
  /** Parameters for the payment sheet of a payment that is still open. */
  'payments.request': [{ trade: string }, { payment: PaymentView; request: PayRequest }];
  /** Asks WeChat when nothing has been heard: what the phone believes of a payment counts for nothing. */
  'payments.view': [{ trade: string }, PaymentPage];
  'payments.cancel': [{ trade: string }, PaymentPage & { member: MemberView }];
}
