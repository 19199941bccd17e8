/** Asking WeChat what has become of a payment, and the parameters to pay it with. */
import type { PaymentState, PayRequest } from '../../../typings/api/mall';
import type { Environment } from '../../platform/environment';
import { type OpenPay, openPay, type PayPort } from '../../platform/pay';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Settings } from '../settings';
import { endOf, endPayment } from './end';
import { hearPaid } from './hear';
import type { Payment } from './payment';

/** WeChat takes no order that ends within a minute. */
const LEAST_MS = 60_000;
const DESCRIPTION_BYTES = 127;

/**
 * Parameters of the payment sheet, after a look at what has been decided: who ended a payment elsewhere must not be able
 * to pay it here. Null: it has ended, its time is nearly over, or WeChat did not answer. The payment has been born before
 * this is asked for, so whatever happens from now on, the timer finds it.
 */
export async function requestPayment(
  env: Environment,
  settings: Settings,
  payment: Payment,
  openid: string,
  open: OpenPay = openPay,
): Promise<PayRequest | null> {
  if (payment.state !== 'open' || env.now + LEAST_MS > payment.until) return null;
  if ((await endOf(env, payment)) !== null) return null;
  const port = await open(payment.account);
  if (!port) {
    env.alarm('the keys of the merchant are missing, or belong to another one');
    return null;
  }
  const { _id: trade, amountFen, name, until: expiresAt } = payment;
  const description = describe(settings.shop.name, name);
  return port.createOrder({ trade, amountFen, description, openid, expiresAt });
}

/** 商家名称-商品, as WeChat wants it; whole characters. */
export function describe(shop: string, item: string): string {
  let text = '';
  for (const sign of `${shop}-${item}`) {
    if (Buffer.byteLength(text + sign) > DESCRIPTION_BYTES) return text;
    text += sign;
  }
  return text;
}

/** Only asks: an open payment stays open while it can still be paid. Refuses with BUSY when WeChat does not say. */
export async function askAbout(
  env: Environment,
  settings: Settings,
  payment: Payment,
  port: PayPort,
): Promise<Result<PaymentState>> {
  const found = await port.queryOrder(payment._id);
  if (found.state === 'paid') return hearPaid(env, settings, payment, found);
  if (found.state === 'no answer') return refuse('BUSY');
  return found.state === 'closed' ? released(env, settings, payment) : accept('open');
}

/**
 * Closes the order first, so that nobody can pay what is given back. WeChat may not know the order: it was never made, or
 * it is on its way; then what is paid for it later comes back as a refund. Refuses with BUSY when WeChat does not say.
 */
export async function closePayment(
  env: Environment,
  settings: Settings,
  payment: Payment,
  port: PayPort,
): Promise<Result<PaymentState>> {
  const found = await port.closeOrder(payment._id);
  if (found.state === 'paid') return hearPaid(env, settings, payment, found);
  if (found.state === 'closed' || found.state === 'unknown trade') return released(env, settings, payment);
  return refuse('BUSY');
}

async function released(env: Environment, settings: Settings, payment: Payment): Promise<Result<PaymentState>> {
  const ended = await endPayment(env, settings, payment, 'released');
  return ended.ok ? accept(ended.data.end) : ended;
}
