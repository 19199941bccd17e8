import * as v from 'valibot';
import type { PaymentState } from '../../typings/api/mall';
import { told } from '../core/payments';
import { loadSettings } from '../core/settings';
import type { Note } from '../platform/call';
import type { Environment } from '../platform/environment';
import { type Refusal, type Result, refuse } from '../platform/refusal';
import { weigh } from '../platform/weight';

export type Observed = <T>(
  call: (env: Environment, note: Note) => Promise<Result<T>>,
) => Promise<{ ok: true; data: T } | Refusal>;

/** Characters of a call-back; WeChat's have about a thousand. */
const LARGEST = 8 * 1024;

/** The event is what WeChat Pay's API v2 notifies, in camel case. Everything else in it is left unread. */
const notified = v.object({ outTradeNo: v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{32}$/)) });

/** Whatever is not 0 makes WeChat call again, for up to two days (developers.weixin.qq.com, 支付结果回调云函数协议). */
export interface CloudAnswer {
  errcode: 0 | 1;
  errmsg: string;
}

/**
 * 0 only when the money has found its place: the payment is captured, or a refund is on its way. An order that is not paid
 * according to WeChat may be a call-back that has overtaken the answer, or a lie: either may come again.
 */
export async function cloudCallBack(observed: Observed, event: unknown): Promise<CloudAnswer> {
  const answer = await observed(async (env, note): Promise<Result<PaymentState>> => {
    note.action = 'cloudPay';
    if (weigh(event, LARGEST) !== 'fine') return refuse('TOO_LARGE');
    const read = v.safeParse(notified, event);
    if (!read.success) return refuse('INVALID_INPUT', { field: 'outTradeNo' });
    return told(env, await loadSettings(env), read.output.outTradeNo);
  });
  if (!answer.ok) return { errcode: 1, errmsg: answer.code };
  return isSettled(answer.data) ? { errcode: 0, errmsg: 'OK' } : { errcode: 1, errmsg: 'not paid' };
}

export function isSettled(state: PaymentState): boolean {
  return state === 'captured' || state === 'late';
}
