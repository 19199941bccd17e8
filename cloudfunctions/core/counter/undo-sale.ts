/** A sale is undone: all that was paid goes back, and in the same commit the coupon and the points taken off the price. */
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { givingBack } from '../deductions';
import { bookEvent } from '../orders';
import { loadSettings } from '../settings';
import type { SaleAct } from './act';
import { orderOf, paidEvent, refundEvent, soldUnder } from './sold';

const UNDO = 'undo';

/** May be repeated, by anybody. Refuses with REFUND_TOO_LARGE when a part has gone back already, or BUSY. */
export async function undoSale(env: Environment, act: SaleAct): Promise<Result<unknown>> {
  const [settings, sold] = await Promise.all([loadSettings(env), soldUnder(env, act.orderId)]);
  if (!sold.ok) return sold;
  if (!sold.data) throw new Error('a sale that was booked is not in the books');
  const order = orderOf(act.orderId, act.storeId);
  const { amountFen } = paidEvent(sold.data);
  // Its own time, if it was booked before: under another one it would be another refund.
  const before = refundEvent(sold.data, UNDO);
  const event = before ?? { type: 'refunded' as const, refundId: UNDO, amountFen, refundedAt: env.now };
  const besides = await givingBack(env, sold.data.member, order);
  const booked = await bookEvent(env, settings, sold.data.member, order, event, undefined, besides);
  if (booked.ok || booked.code !== 'KEY_REUSED') return booked;
  // Undone by somebody else just now.
  const now = await soldUnder(env, act.orderId);
  return now.ok && now.data && refundEvent(now.data, UNDO) ? accept(null) : refuse('BUSY');
}
