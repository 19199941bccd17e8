/**
 * Contract of the function `partner`: what tills, web shops and CRMs send over HTTP, signed. The same in OpenAPI:
 * docs/openapi.yaml. Money is whole fen, instants are epoch milliseconds of the sender's clock.
 */
import type { Because, Channel, DayKey, EpochMs, Fen, Points } from '../domain';
import type { CouponState } from './coupons';
import type { Failure } from './envelope';
import type { CouponTermsView } from './mall';

/** What a key allows. */
export type PartnerRight = 'members.read' | 'members.write' | 'orders' | 'coupons' | 'points';

/** Exactly one field: who is meant. */
export type MemberRef =
  | { number: string }
  /** 18 digits from the member's phone. */
  | { code: string }
  /** E.164, '+8613800138000' */
  | { phone: string }
  /** SHA-256 of the E.164 number, 64 hexadecimal characters. */
  | { phoneHash: string }
  /** Number of a card the merchant had issued before. */
  | { card: string };

export interface PartnerMember {
  memberId: string;
  number: string;
  tier: { code: string; name: string };
  available: Points;
  pending: Points;
  growth: number;
  /** False for a member made by a partner whom nobody has claimed in WeChat yet. */
  inWeChat: boolean;
  state: 'active' | 'frozen' | 'closed';
}

/** POST /v1/members: makes a member without WeChat, or answers the one who is there. Phone or card, or both. */
export interface NewMemberInput {
  phone?: string;
  phoneHash?: string;
  card?: string;
  storeId?: string;
}

export interface NewMemberAnswer {
  created: boolean;
  member: PartnerMember;
}

/** POST /v1/orders */
export interface PaidInput {
  /** 1 to 64 characters of [A-Za-z0-9_.-], unique per partner. */
  orderId: string;
  member: MemberRef;
  /** What the customer paid for goods, whole fen, 1 to 10,000,000,00. */
  amountFen: Fen;
  currency: 'CNY';
  /** The till's own time; at most 90 days ago, at most 5 minutes ahead of the server. */
  paidAt: EpochMs;
  /** True when nothing is to be delivered any more: paid and completed in one. Tills send true. */
  completed?: boolean;
  storeId?: string;
  channel: Exclude<Channel, 'system' | 'counter'>;
}

/** POST /v1/orders/{orderId}/completed */
export interface CompletedInput {
  completedAt: EpochMs;
  /** Needed only when the payment has not arrived yet. */
  member?: MemberRef;
}

/** POST /v1/orders/{orderId}/refunds */
export interface RefundInput {
  /** 1 to 64 characters of [A-Za-z0-9_.-], unique per order. */
  refundId: string;
  amountFen: Fen;
  refundedAt: EpochMs;
  /** Needed only when the payment has not arrived yet. */
  member?: MemberRef;
}

/** What one event did. */
export interface EventAnswer {
  orderId: string;
  /** True when this event had been booked before; the rest is then its first result again. */
  repeated: boolean;
  /** Points this event brought (+) or took (−), 0 when nothing changed. */
  points: Points;
  growth: number;
  /** First day on which points of this event can be spent, null when at once (or none). */
  spendableFrom: DayKey | null;
  because: Because[];
  member: PartnerMember;
}

/** GET /v1/orders/{orderId} */
export interface OrderAnswer {
  orderId: string;
  number: string;
  paidFen: Fen | null;
  refundedFen: Fen;
  completed: boolean;
  points: Points;
  growth: number;
}

/** POST /v1/batches: what a till has collected while it was offline; 1 to 100 events, booked in the order given per member. */
export interface BatchInput {
  events: (
    | ({ type: 'paid' } & PaidInput)
    | ({ type: 'completed'; orderId: string } & CompletedInput)
    | ({ type: 'refunded'; orderId: string } & RefundInput)
  )[];
}

/** One answer per event, in the order given. What was refused with BUSY can be sent again. */
export interface BatchAnswer {
  results: ({ ok: true; data: EventAnswer } | { ok: false; error: Failure })[];
}

/** Where an order is being made: what the till knows before it is paid. */
export interface BasketInput {
  /** What is to be paid before anything is taken off, whole fen, 1 to 10,000,000,00. */
  amountFen: Fen;
  /** Of all goods in it, in the merchant's words; coupons for certain goods ask for them. At most 20. */
  categories?: string[];
  storeId?: string;
  channel: Exclude<Channel, 'system' | 'counter'>;
}

/** POST /v1/quotes: what this basket would cost and bring. Nothing is changed. */
export interface QuoteInput extends BasketInput {
  member: MemberRef;
  /** Codes of the coupons to be used, in this order; at most 5. Needs the right 'coupons'. */
  coupons?: string[];
  /** To be taken off. Needs the right 'points'. */
  points?: Points;
  /** What has been reserved for this order does not stand in its own way. */
  orderId?: string;
}

export interface PartnerCoupon extends CouponTermsView {
  code: string;
  state: CouponState;
  from: DayKey;
  /** Last day. */
  until: DayKey;
  /** Coupons of one order are all of different groups; null: it goes with no other. */
  stacking: string | null;
}

export interface QuoteAnswer {
  amountFen: Fen;
  /** Left to be paid. */
  netFen: Fen;
  /** One for each code asked for, in this order. */
  coupons: { coupon: PartnerCoupon; fen: Fen; refusal: Failure | null }[];
  /** This member's coupons that would hold, best first, at most 10; only for a key with the right 'coupons' and a member code. */
  candidates: { coupon: PartnerCoupon; fen: Fen }[];
  /** What is taken off, the most that would be possible, and the rate; null where points buy rewards alone. */
  deduction: {
    points: Points;
    fen: Fen;
    maxPoints: Points;
    maxFen: Fen;
    perPoints: Points;
    perFen: Fen;
    refusal: Failure | null;
  } | null;
  /** What the order would bring. */
  points: Points;
  growth: number;
  because: Because[];
  member: PartnerMember;
}

/** GET /v1/coupons/{code}?channel=…&storeId=…&amountFen=…: without an amount only what the coupon itself says. */
export interface CouponAnswer {
  coupon: PartnerCoupon;
  /** What it would take off; 0 for one that brings no money, or without an amount. */
  fen: Fen;
  /** Why it cannot be used here and now; null when it can. */
  refusal: Failure | null;
}

/** POST /v1/coupons/{code}/reserve */
export interface CouponReserveInput extends BasketInput {
  /** 1 to 64 characters of [A-Za-z0-9_.-] */
  orderId: string;
  /** How long nobody else may use it, 1 to 15; 15 when absent. */
  minutes?: number;
}

/** POST /v1/coupons/{code}/use */
export interface CouponUseInput extends BasketInput {
  orderId: string;
}

/** POST /v1/coupons/{code}/release and /v1/coupons/{code}/undo */
export interface CouponOrderInput {
  orderId: string;
}

export interface CouponDoneAnswer {
  /** True when it had been done before. */
  repeated: boolean;
  coupon: PartnerCoupon;
  /** What it takes off the order; 0 after a release or an undo. */
  fen: Fen;
}

/** POST /v1/deductions: sets points aside until the sale is made, at most 15 minutes. */
export interface DeductionInput {
  /** 1 to 64 characters of [A-Za-z0-9_.-], unique per partner. */
  deductionId: string;
  /** The 18 digits on the member's phone; each code is good once. */
  member: MemberRef;
  points: Points;
  /** Of the order, after coupons. */
  amountFen: Fen;
  storeId?: string;
  channel: Exclude<Channel, 'system' | 'counter'>;
}

/** Also of POST /v1/deductions/{deductionId}/capture, …/release and …/return, which take an empty object. */
export interface DeductionAnswer {
  deductionId: string;
  /** True when it had been done before. */
  repeated: boolean;
  state: 'reserved' | 'captured' | 'released' | 'returned';
  points: Points;
  fen: Fen;
  /** When a reservation ends by itself; null once it has ended. */
  until: EpochMs | null;
  member: PartnerMember;
}

/** GET /v1/members?number=… | code=… | phone=… | phoneHash=… | card=… */
export interface MemberAnswer {
  member: PartnerMember;
}

/** GET /v1/ping: the key works. */
export interface PingAnswer {
  partner: string;
  rights: PartnerRight[];
  now: EpochMs;
}
