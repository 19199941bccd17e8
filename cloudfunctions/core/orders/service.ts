import type { OrderAnswer } from '../../../typings/api/partner';
import type { Environment } from '../../platform/environment';
import { type Refusal, type Result, refuse } from '../../platform/refusal';
import type { Member } from '../account';
import type { Settings } from '../settings';
import type { Booked, OrderEvent, OrderId, OrderOrigin } from './event';

/**
 * Books one event of an order on this member, once. Refuses with INVALID_INPUT, TIME_AHEAD, TOO_OLD, TOO_MANY,
 * REFUND_TOO_LARGE, ORDER_OF_OTHER, KEY_REUSED, CLOSED, BUSY (the same event may be sent again), or with what `alongside` refuses.
 * @param alongside runs once, together with the reading of the order's facts, before anything is committed
 */
export async function bookEvent(
  _env: Environment,
  _settings: Settings,
  _member: Member,
  _order: OrderOrigin,
  _event: OrderEvent,
  _alongside?: () => Promise<Refusal | null>,
): Promise<Result<Booked>> {
  return refuse('BUSY');
}

/** The order as its events have left it. Refuses with ORDER_NOT_FOUND. */
export async function orderAnswer(
  _env: Environment,
  _partnerId: OrderId['partnerId'],
  _orderId: OrderId['orderId'],
): Promise<Result<OrderAnswer>> {
  return refuse('ORDER_NOT_FOUND');
}

/** The member an order belongs to, mergers followed. Refuses with ORDER_NOT_FOUND. */
export async function orderMember(_env: Environment, _partnerId: string, _orderId: string): Promise<Result<Member>> {
  return refuse('ORDER_NOT_FOUND');
}
