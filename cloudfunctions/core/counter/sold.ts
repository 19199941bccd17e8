/** What the books already say of a sale at the counter: a repeat goes by that alone. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Refusal, type Result } from '../../platform/refusal';
import { type Fact, factsOfRef, factUnder, type Member } from '../account';
import { orderRef } from '../deductions';
import { type OrderEvent, type OrderOrigin, orderMember, refOf } from '../orders';
import { couponIdOf } from '../stock';
import { counterOrigin } from './customer';

/** No partner's key is called that (core/partners): they begin with 'p' and 15 more. */
export const COUNTER = 'counter';

export interface Sold {
  /** As they are now. */
  member: Member;
  /** The entry of the payment. */
  paid: Fact;
  /** The entry that took points off the price. */
  deducted: Fact | null;
  refunds: Fact[];
}

export function orderOf(orderId: string, storeId: string): OrderOrigin {
  return { ...counterOrigin(storeId), partnerId: COUNTER, orderId };
}

/** Payment and 50 refunds, as orders allow. */
const FACTS_MAX = 100;

/** Null when nothing was sold under this id. Refuses with BUSY. */
export async function soldUnder(env: Environment, orderId: string): Promise<Result<Sold | null>> {
  const member = await orderMember(env, COUNTER, orderId);
  if (!member.ok) return member.code === 'ORDER_NOT_FOUND' ? accept(null) : member;
  return accept(await soldTo(env, member.data, orderId));
}

export async function soldTo(env: Environment, member: Member, orderId: string): Promise<Sold | null> {
  const order = { partnerId: COUNTER, orderId };
  const [facts, deducted] = await Promise.all([
    factsOfRef(env.store, member, refOf(order), FACTS_MAX),
    factUnder(env.store, member, orderRef(order)),
  ]);
  const paid = facts.find(({ kind }) => kind === 'order');
  return paid ? { member, paid, deducted, refunds: facts.filter(({ kind }) => kind === 'refund') } : null;
}

type Paid = Extract<OrderEvent, { type: 'paid' }>;
type Refunded = Extract<OrderEvent, { type: 'refunded' }>;

/** The payment as it was booked, with its own time: under another one the same key would be another event. */
export function paidEvent({ paid }: Sold): Paid {
  return paid.result.event as Paid;
}

export function refundEvent({ refunds }: Sold, refundId: string): Refunded | null {
  return refunds.map(({ result }) => result.event as Refunded).find((event) => event.refundId === refundId) ?? null;
}

/** The coupon that was used for it. */
export function couponOf({ paid }: Sold): string | null {
  const ids = paid.holds.map(({ stock }) => couponIdOf(stock));
  return ids.find((id) => id !== null) ?? null;
}

export function soldAt(sold: Sold): EpochMs {
  return paidEvent(sold).paidAt;
}

/** The database may not have answered in time: the same key will go on. */
export function isDecided({ code }: Refusal): boolean {
  return code !== 'BUSY';
}
