/** What happens to an order, and the keys under which it is booked. */
import type { Actor, Because, Channel, DayKey, EpochMs, Fen, Points } from '../../../typings/domain';
import type { Member } from '../account';

/** Whose order it is and where it was made. Partner and order together are unique. */
export interface OrderId {
  partnerId: string;
  /** 1 to 64 characters of [A-Za-z0-9_.-] */
  orderId: string;
}

export interface OrderOrigin extends OrderId {
  storeId: string;
  channel: Channel;
  actor: Actor;
}

/** One event, with the time of the till's own clock. */
export type OrderEvent =
  /** `completed`: nothing is to be delivered any more, so paid and completed in one. */
  | { type: 'paid'; amountFen: Fen; paidAt: EpochMs; completed: boolean }
  | { type: 'completed'; completedAt: EpochMs }
  | { type: 'refunded'; refundId: string; amountFen: Fen; refundedAt: EpochMs };

/** What an event did, or had done when it was first booked. */
export interface Booked {
  /** True when this event had been booked before. */
  repeated: boolean;
  /** Points it brought (+) or took (−). */
  points: Points;
  growth: number;
  /** First day on which points it brought can be spent; null when at once, or when it brought none. */
  spendableFrom: DayKey | null;
  because: Because[];
  /** As it is now. */
  member: Member;
}

/** What all events of an order have in common; also the `_id` of its claim. */
export function refOf({ partnerId, orderId }: OrderId): string {
  return `order:${partnerId}:${orderId}`;
}

export function keyOf(ref: string, event: OrderEvent): string {
  return event.type === 'refunded' ? `${ref}:refund:${event.refundId}` : `${ref}:${event.type}`;
}

/** Key of the payment. */
export function paidKey(order: OrderId): string {
  return `${refOf(order)}:paid`;
}

/** When it happened, by the till's clock. */
export function timeOf(event: OrderEvent): EpochMs {
  if (event.type === 'paid') return event.paidAt;
  return event.type === 'completed' ? event.completedAt : event.refundedAt;
}
