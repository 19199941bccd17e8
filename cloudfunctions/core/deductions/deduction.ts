import type { Channel, EpochMs, Fen, Points } from '../../../typings/domain';
import type { OrderId } from '../orders';

/** Whose it is: a partner and its own number for it, together unique. */
export interface DeductionId {
  partnerId: string;
  /** 1 to 64 characters of [A-Za-z0-9_.-] */
  deductionId: string;
}

/**
 * Points that a till has set aside for an order. The document decides which member an id belongs to, and whether it was
 * captured or released; what moved points is in the member's ledger. 'releasing' and 'returning' wait for their entry
 * and only go forward.
 */
export interface Deduction extends DeductionId {
  /** The `ref` of its entries. */
  _id: string;
  shape: 1;
  /** May have become another member since. */
  memberId: string;
  storeId: string;
  channel: Channel;
  state: 'reserved' | 'captured' | 'releasing' | 'released' | 'returning' | 'returned';
  at: EpochMs;
  /** When the points go back by themselves. */
  until: EpochMs;
  /** When the timer looks at it; null once nothing is left to do. */
  look: EpochMs | null;
}

/** `result` of the entry that takes the points. */
export interface Taken extends Record<string, unknown> {
  points: Points;
  fen: Fen;
  /** Of the order, after coupons. */
  amountFen: Fen;
}

/** How long a till has to end its sale, ms. */
export const HELD_MS = 15 * 60_000;

export function refOf({ partnerId, deductionId }: DeductionId): string {
  return `deduct:${partnerId}:${deductionId}`;
}

export const reserveKey = (ref: string) => `${ref}:reserve`;
/** Under it the points of a released reservation go back, or it is settled that there never were any. */
export const endKey = (ref: string) => `${ref}:end`;
/** Under it they go back after they were captured. */
export const returnKey = (ref: string) => `${ref}:returned`;

/** Points taken off in the very commit of an order: key and `ref` of that entry. */
export function orderRef({ partnerId, orderId }: OrderId): string {
  return `deduct:${partnerId}:${orderId}`;
}
