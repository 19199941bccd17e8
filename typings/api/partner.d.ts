/**
 * Contract of the function `partner`: what tills, web shops and CRMs send over HTTP, signed. The same in OpenAPI:
 * docs/openapi.yaml. Money is whole fen, instants are epoch milliseconds of the sender's clock.
 */
import type { Because, Channel, DayKey, EpochMs, Fen, Points } from '../domain';
import type { Failure } from './envelope';

/** What a key allows. */
export type PartnerRight = 'members.read' | 'members.write' | 'orders';

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
