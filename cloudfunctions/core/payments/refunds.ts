/** Money on its way back, until WeChat says that it has arrived. */
import type { Environment } from '../../platform/environment';
import type { PayPort } from '../../platform/pay';
import { findById, type Reader } from '../../platform/store';
import type { Payment } from './payment';
import { type Looked, workOff } from './queue';
import { type Refund, refundNoOf } from './refund';
import type { Ports } from './sweep';

/** About nine days of asking; then somebody has to see why. */
const TRIES = 25;
/** WeChat takes minutes to days for it. */
const UNDERWAY_MS = 10 * 60_000;

export function sweepRefunds(env: Environment, ports: Ports, stopAt: number): Promise<number> {
  return workOff<Refund>(env, 'refunds', stopAt, async (refund) => {
    const payment = await findById<Payment>(env.store, 'payments', refund.trade);
    if (!payment) throw new Error('its payment has vanished');
    const port = await ports(payment.account);
    if (!port) return 'later';
    return refund.state === 'underway' ? following(env, port, refund) : asking(env, port, refund, payment);
  });
}

/** Of these trades, the refunds there are, as a member sees them. */
export async function refundsOf(store: Reader, trades: readonly string[]): Promise<Map<string, 'underway' | 'done'>> {
  if (trades.length === 0) return new Map();
  const found = await store.find<Pick<Refund, '_id' | 'trade' | 'state'>>('refunds', {
    where: { _id: { in: trades.map(refundNoOf) } },
    limit: trades.length,
    fields: ['trade', 'state'],
  });
  return new Map(found.map(({ trade, state }) => [trade, state === 'done' ? 'done' : 'underway']));
}

async function asking(env: Environment, port: PayPort, refund: Refund, payment: Payment): Promise<Looked> {
  const { _id: refundNo, trade, amountFen } = refund;
  // What a wrong amount was paid for goes back as it came: its total is what was paid.
  const outcome = await port.refund({ refundNo, trade, amountFen, totalFen: amountFen });
  if (outcome === 'done') return become(env, refund, 'done');
  if (outcome === 'accepted') return become(env, refund, 'underway');
  if (outcome === 'refused') env.alarm(`refund of trade ${payment._id}: WeChat refuses it, try ${refund.tries + 1}`);
  return refund.tries >= TRIES ? become(env, refund, 'failed') : 'later';
}

async function following(env: Environment, port: PayPort, refund: Refund): Promise<Looked> {
  const state = await port.queryRefund(refund._id, refund.trade);
  if (state === 'done') return become(env, refund, 'done');
  // WeChat has never heard of it: asked for again, under the same number.
  if (state === 'unknown') return become(env, refund, 'due');
  if (state === 'failed' || refund.tries >= TRIES) return become(env, refund, 'failed');
  return 'later';
}

async function become(env: Environment, refund: Refund, state: Refund['state']): Promise<Looked> {
  if (state === 'failed') env.alarm(`refund of trade ${refund.trade} has failed: the shop has to pay it back`);
  const look = state === 'done' || state === 'failed' ? null : state === 'due' ? env.now : env.now + UNDERWAY_MS;
  await env.store.update('refunds', refund._id, { look: refund.look }, { set: { state, look, tries: 0 } });
  return 'done';
}
