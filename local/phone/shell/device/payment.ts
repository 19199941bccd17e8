import { appName } from '../openType';
import { openPayment } from '../sheets/payment';
import type { Shell } from '../shell';
import { CloudRefusal } from './cloudLine';

/** What the person does; the function that waits for the money hears of it as said. */
export type Paying = 'cancel' | { callBack: 'now' | 'late' | 'lost' | 'twice'; paidFen?: number };

/** 'ok', or why there was no payment, in WeChat's words. @throws CloudRefusal, NoNetwork */
export async function payFor(shell: Shell, prepay: string): Promise<'ok' | 'cancel' | { reason: string }> {
  const { cloud, memory } = shell;
  const ask = (act: 'look' | 'pay', how: object = {}) =>
    cloud.post('/local/pay', { as: cloud.as, package: prepay, act, ...how });
  try {
    const sheet = await ask('look');
    const answer = memory.answer('payment');
    const paying: Paying =
      answer === 'reject'
        ? 'cancel'
        : answer === 'accept'
          ? { callBack: 'now' }
          : await openPayment(shell.layers, {
              merchant: appName(shell),
              description: String(sheet.description),
              amountFen: Number(sheet.amountFen),
            });
    if (paying === 'cancel') return 'cancel';
    await ask('pay', paying);
    return 'ok';
  } catch (error) {
    if (error instanceof CloudRefusal && REASONS[error.code]) return { reason: REASONS[error.code] as string };
    throw error;
  }
}

/** As a phone words what WeChat Pay refuses. */
const REASONS: Record<string, string> = {
  ORDER_UNKNOWN: '支付验证签名失败',
  ORDER_CLOSED: '该订单已关闭，请重新下单',
  ORDER_EXPIRED: '该订单已过期，请重新下单',
  ORDER_PAID: '该订单已支付',
};
