/** What a cashier does, each as one request. */
import { randomBytes } from 'node:crypto';
import type {
  BatchAnswer,
  BatchInput,
  EventAnswer,
  MemberAnswer,
  MemberRef,
  NewMemberAnswer,
  NewMemberInput,
  OrderAnswer,
  PaidInput,
  RefundInput,
} from '../../typings/api/partner';
import type { EpochMs, Fen } from '../../typings/domain';
import type { Client } from './client';

export interface SaleInput {
  member: MemberRef;
  fen: number;
  orderId?: string | undefined;
  storeId?: string | undefined;
  /** Something is still to be delivered: the order is not completed with the payment. */
  open?: boolean | undefined;
}

/** '20261121-093012-4f2a': the till's own time, and four characters against a second till. */
export function newOrderId(now: number): string {
  const [day = '', time = ''] = new Date(now + 8 * 3_600_000).toISOString().split(/[T.]/);
  return `${day.replaceAll('-', '')}-${time.replaceAll(':', '')}-${randomBytes(2).toString('hex')}`;
}

export function paidOf({ member, fen, orderId, storeId, open }: SaleInput, now: number): PaidInput {
  return {
    orderId: orderId ?? newOrderId(now),
    member,
    amountFen: fen as Fen,
    currency: 'CNY',
    paidAt: Math.round(now) as EpochMs,
    completed: !open,
    channel: 'till',
    ...(storeId === undefined ? {} : { storeId }),
  };
}

export function refundOf(fen: number, refundId: string | undefined, now: number): RefundInput {
  return { refundId: refundId ?? newOrderId(now), amountFen: fen as Fen, refundedAt: Math.round(now) as EpochMs };
}

export const sell = (till: Client, input: PaidInput) => till.ask<EventAnswer>('POST', '/v1/orders', input);

export const giveBack = (till: Client, orderId: string, input: RefundInput) =>
  till.ask<EventAnswer>('POST', `/v1/orders/${encodeURIComponent(orderId)}/refunds`, input);

export const complete = (till: Client, orderId: string) =>
  till.ask<EventAnswer>('POST', `/v1/orders/${encodeURIComponent(orderId)}/completed`, {
    completedAt: Math.round(till.now()),
  });

export const showOrder = (till: Client, orderId: string) =>
  till.ask<OrderAnswer>('GET', `/v1/orders/${encodeURIComponent(orderId)}`);

export function lookUp(till: Client, member: MemberRef): Promise<MemberAnswer> {
  const [name = '', value = ''] = Object.entries(member)[0] ?? [];
  return till.ask<MemberAnswer>('GET', `/v1/members?${name}=${encodeURIComponent(value)}`);
}

export const newMember = (till: Client, input: NewMemberInput) =>
  till.ask<NewMemberAnswer>('POST', '/v1/members', input);

export const sendBatch = (till: Client, events: BatchInput['events']) =>
  till.ask<BatchAnswer>('POST', '/v1/batches', { events });
