/** What somebody asks of one payment: its owner, and WeChat when it says that money has come. */
import type { PaymentState, PayRequest } from '../../../typings/api/mall';
import type { Environment } from '../../platform/environment';
import { type OpenPay, openPay } from '../../platform/pay';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import type { Member } from '../account';
import type { Settings } from '../settings';
import { askAbout, closePayment, requestPayment } from './ask';
import type { Payment } from './payment';

/** Somebody else's payment is as unknown as one that never was. */
export async function findPayment(env: Environment, { _id, aliases }: Member, trade: string): Promise<Result<Payment>> {
  const payment = await findById<Payment>(env.store, 'payments', trade);
  const own = payment !== null && [_id, ...aliases].includes(payment.memberId);
  return own ? accept(payment) : refuse('PAYMENT_NOT_FOUND');
}

/** Parameters for another try. Refuses with PAYMENT_ENDED, or BUSY when WeChat does not answer. */
export async function payAgain(
  env: Environment,
  settings: Settings,
  payment: Payment,
  openid: string,
  open: OpenPay = openPay,
): Promise<Result<{ payment: Payment; request: PayRequest }>> {
  if (payment.state !== 'open') return refuse('PAYMENT_ENDED');
  const request = await requestPayment(env, settings, payment, openid, open);
  if (request) return accept({ payment, request });
  // It may have been paid meanwhile, or its time is over.
  const after = await refreshed(env, settings, payment, open);
  return refuse(after.state === 'open' ? 'BUSY' : 'PAYMENT_ENDED');
}

/** The payment as it is now. While nothing has been heard of it, WeChat is asked; what it does not say is left open. */
export async function refreshed(
  env: Environment,
  settings: Settings,
  payment: Payment,
  open: OpenPay = openPay,
): Promise<Payment> {
  if (payment.state !== 'open') return payment;
  const port = await open(payment.account);
  if (!port) return payment;
  const ask = env.now > payment.until ? closePayment : askAbout;
  await ask(env, settings, payment, port);
  return reread(env, payment);
}

/**
 * Gives up a payment: the order is closed, and what was set aside goes back. Paid meanwhile, it is paid. Refuses with BUSY
 * when WeChat does not say; then the timer sees to it.
 */
export async function cancelPayment(
  env: Environment,
  settings: Settings,
  payment: Payment,
  open: OpenPay = openPay,
): Promise<Result<Payment>> {
  if (payment.state !== 'open') return accept(payment);
  const port = await open(payment.account);
  const closed = port ? await closePayment(env, settings, payment, port) : refuse('BUSY');
  return closed.ok ? accept(await reread(env, payment)) : closed;
}

/**
 * Somebody says that this trade was paid. Whoever it is, WeChat is asked, and only its answer counts. Refuses with
 * PAYMENT_NOT_FOUND, and with BUSY while it does not say: then whoever is WeChat says it again.
 */
export async function told(
  env: Environment,
  settings: Settings,
  trade: string,
  open: OpenPay = openPay,
): Promise<Result<PaymentState>> {
  const payment = await findById<Payment>(env.store, 'payments', trade);
  if (!payment) return refuse('PAYMENT_NOT_FOUND');
  if (payment.state === 'captured' || payment.state === 'late') return accept(payment.state);
  const port = await open(payment.account);
  if (!port) return refuse('BUSY');
  return askAbout(env, settings, payment, port);
}

async function reread(env: Environment, { _id }: Payment): Promise<Payment> {
  const after = await findById<Payment>(env.store, 'payments', _id);
  if (!after) throw new Error('a payment has vanished');
  return after;
}
