import type { PaymentState } from '../../typings/api/mall';
import { hearPaid, type Payment } from '../core/payments';
import { loadSettings } from '../core/settings';
import type { Environment } from '../platform/environment';
import { answered, type HttpAnswer, type HttpRequest, httpRequestOf } from '../platform/http';
import { isFromMiniProgram } from '../platform/identity';
import type { OrderState } from '../platform/pay';
import { readCallBack } from '../platform/pay-call-back';
import { accept, type Refusal, type Result, refuse } from '../platform/refusal';
import { findById } from '../platform/store';
import type { Observed } from './cloud-pay';

const PREFIX = '/payment';

export function isHttp(event: unknown): boolean {
  return event !== null && typeof event === 'object' && 'httpMethod' in event;
}

/**
 * 200 only when the money has found its place, or the call-back says that there is none; anything else makes WeChat call
 * again (pay.weixin.qq.com, 支付通知). A transaction is believed when its signature and its cipher are right, its merchant,
 * trade and amount are ours.
 */
export async function v3CallBack(observed: Observed, event: unknown): Promise<HttpAnswer> {
  const answer = await observed(async (env, note): Promise<Result<PaymentState>> => {
    note.action = 'v3';
    // Over HTTP there is no identity: a phone that sends what looks like it has made it up, or heard it.
    if (isFromMiniProgram()) return refuse('UNSIGNED');
    const request = httpRequestOf(event, PREFIX);
    if (!request.ok) return request;
    return heard(env, request.data);
  });
  if (answer.ok) return answered(200, { code: 'SUCCESS' });
  return answered(statusOf(answer), { code: 'FAIL', message: answer.code });
}

async function heard(env: Environment, { method, headers, body }: HttpRequest): Promise<Result<PaymentState>> {
  if (method !== 'POST') return refuse('METHOD_NOT_ALLOWED');
  const read = await readCallBack(headers, body, env.now);
  if (!read.ok) return read;
  const transaction: OrderState = read.data;
  // Of a payment that failed, or of something else: there is nothing to do for it.
  if (transaction.state !== 'paid') return accept('open');
  const payment = await findById<Payment>(env.store, 'payments', transaction.trade);
  // Born before WeChat knew of it: another shop's, or a database that lags. It is said again.
  if (!payment) return refuse('PAYMENT_NOT_FOUND');
  return hearPaid(env, await loadSettings(env), payment, transaction);
}

function statusOf({ code }: Refusal): number {
  if (code === 'UNSIGNED') return 401;
  if (code === 'METHOD_NOT_ALLOWED') return 405;
  return code === 'INVALID_INPUT' || code === 'TOO_LARGE' ? 400 : 500;
}
