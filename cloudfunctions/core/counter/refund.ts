/** Money of a sale goes back later, wholly or in part. Coupon and points off stay used: only an undo gives them back. */
import type { DoneView } from '../../../typings/api/staff';
import type { Fen } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { printOf } from '../account';
import { bookEvent, orderAnswer } from '../orders';
import { loadSettings, type Settings } from '../settings';
import { actIdOf, type Staff } from '../staffing';
import { actOf, findAct, keep, type RefundAct, type SaleAct } from './act';
import { doneView, mayTouch, repeatOf } from './act-view';
import { COUNTER, orderOf, refundEvent, type Sold, soldUnder } from './sold';

/** Refuses with INVALID_INPUT, ROLE_REQUIRED, UNDONE, REFUND_TOO_LARGE, TOO_MANY, KEY_REUSED or BUSY. */
export async function refund(
  env: Environment,
  staff: Staff,
  input: { action: string; amountFen: Fen },
  key: string,
): Promise<Result<DoneView>> {
  const [_id, print] = [actIdOf(staff._id, key), printOf('counter.refund', input)];
  const [settings, act, sale] = await Promise.all([
    loadSettings(env),
    findAct(env.store, _id),
    findAct(env.store, input.action),
  ]);
  if (act) return repeatOf(env, settings, staff, act, print);
  if (sale?.kind !== 'sale') return refuse('INVALID_INPUT', { field: 'action' });
  if (!mayTouch(staff, sale)) return refuse('ROLE_REQUIRED');
  if (sale.undoing !== null) return refuse('UNDONE');
  const booked = await bookRefund(env, settings, sale, _id, input.amountFen);
  if (!booked.ok) return booked;
  await follow(env, sale);
  const { member, points, repeated } = booked.data;
  const said = actOf(staff, { _id, storeId: sale.storeId, at: env.now, memberId: member._id, print });
  const own: RefundAct = { ...said, kind: 'refund', sale: sale._id, fen: input.amountFen, points };
  const done = await keep(env.store, own);
  return accept(doneView(env, settings, staff, { act: done, member, repeated }));
}

/** Once, however often it is asked for: an event's own time belongs to it, so a repeat takes the one that was booked. */
async function bookRefund(env: Environment, settings: Settings, sale: SaleAct, refundId: string, amountFen: Fen) {
  const attempt = (sold: Sold) => {
    const refundedAt = refundEvent(sold, refundId)?.refundedAt ?? env.now;
    const event = { type: 'refunded' as const, refundId, amountFen, refundedAt };
    return bookEvent(env, settings, sold.member, orderOf(sale.orderId, sale.storeId), event);
  };
  const booked = await attempt(await sure(env, sale));
  return booked.ok || booked.code !== 'KEY_REUSED' ? booked : attempt(await sure(env, sale));
}

async function sure(env: Environment, { orderId }: SaleAct): Promise<Sold> {
  const sold = await soldUnder(env, orderId);
  if (!sold.ok || !sold.data) throw new Error('a sale that was booked is not in the books');
  return sold.data;
}

/** What the sale says of itself follows the ledger. */
async function follow(env: Environment, { _id, orderId }: SaleAct): Promise<void> {
  const answer = await orderAnswer(env, COUNTER, orderId);
  if (!answer.ok) return;
  const { refundedFen } = answer.data;
  await env.store.update('actions', _id, { refundedFen: { lte: refundedFen } }, { set: { refundedFen } });
}
