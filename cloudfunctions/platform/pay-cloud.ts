/**
 * WeChat Pay through the cloud environment: no keys, no signatures; names and answers are those of WeChat Pay's API v2 in
 * camel case (developers.weixin.qq.com, CloudPay). wx-server-sdk 4.0.2 writes its own `errCode: 0` over the `err_code` of
 * a refusal, so all that tells one refusal from another is its sentence; where it matters, the order is asked for instead.
 */
import { randomBytes } from 'node:crypto';
import cloud from 'wx-server-sdk';
import type { PayRequest } from '../../typings/api/mall';
import type { EpochMs } from '../../typings/domain';
import type { Closing, OrderState, PayOrder, PayPort, Refunding, RefundOrder, RefundState } from './pay';

/** Function that is told of payments (manifest/functions.ts). */
const TOLD = 'payment';
const ZONE_MS = 8 * 3_600_000;

type Answer = Record<string, unknown>;
type Api = (args: Record<string, unknown>) => Promise<Answer>;
type Apis = Record<'unifiedOrder' | 'queryOrder' | 'closeOrder' | 'refund' | 'queryRefund', Api>;

export function cloudPay(subMchId: string): PayPort {
  const ask = async (api: keyof Apis, args: Record<string, unknown>): Promise<Answer | null> => {
    try {
      const { cloudPay: apis } = cloud as unknown as { cloudPay: Apis };
      const answer = await apis[api]({ subMchId, nonceStr: randomBytes(16).toString('hex'), ...args });
      return answer.returnCode === 'SUCCESS' ? answer : null;
    } catch {
      // Whatever it says, it may repeat who pays what, and nothing of that belongs into a log.
      return null;
    }
  };
  const queryOrder = async (trade: string) => orderState(await ask('queryOrder', { outTradeNo: trade }));
  return {
    createOrder: async (order) => requestOf(await ask('unifiedOrder', argsOf(order))),
    queryOrder,
    closeOrder: async (trade) => {
      const answer = await ask('closeOrder', { outTradeNo: trade });
      return hasSucceeded(answer) ? { state: 'closed' } : closing(await queryOrder(trade));
    },
    refund: async (order) => refunding(await ask('refund', refundArgs(order))),
    queryRefund: async (refundNo, trade) => {
      const found = refundState(await ask('queryRefund', { outRefundNo: refundNo }));
      if (found !== 'listed nowhere') return found;
      const order = await ask('queryOrder', { outTradeNo: trade });
      return order?.tradeState === 'REFUND' ? 'done' : 'underway';
    },
  };
}

function argsOf({ trade, amountFen, description, openid, expiresAt }: PayOrder): Record<string, unknown> {
  return {
    envId: environmentId(),
    functionName: TOLD,
    body: description,
    outTradeNo: trade,
    totalFee: amountFen,
    // Of the machine that asks; WeChat wants one, and a function has none of its own.
    spbillCreateIp: '127.0.0.1',
    tradeType: 'JSAPI',
    subOpenid: openid,
    timeExpire: beijingTime(expiresAt),
  };
}

function refundArgs({ refundNo, trade, amountFen, totalFen }: RefundOrder): Record<string, unknown> {
  return { outTradeNo: trade, outRefundNo: refundNo, totalFee: totalFen, refundFee: amountFen };
}

function requestOf(answer: Answer | null): PayRequest | null {
  const {
    timeStamp,
    nonceStr,
    package: prepay,
    signType,
    paySign,
  } = (answer?.payment ?? {}) as Record<string, unknown>;
  if (!hasSucceeded(answer) || typeof prepay !== 'string') return null;
  const [time, nonce, type, sign] = [timeStamp, nonceStr, signType, paySign].map(String) as [
    string,
    string,
    string,
    string,
  ];
  return { timeStamp: time, nonceStr: nonce, package: prepay, signType: type, paySign: sign };
}

function orderState(answer: Answer | null): OrderState {
  if (!answer) return { state: 'no answer' };
  if (answer.resultCode !== 'SUCCESS')
    // ORDERNOTEXIST: 此交易订单号不存在. Any other sentence, and one that WeChat has changed, is no answer.
    return { state: String(answer.errCodeDes ?? '').includes('不存在') ? 'unknown trade' : 'no answer' };
  switch (answer.tradeState) {
    // REFUND: paid, and a refund was asked for since.
    case 'SUCCESS':
    case 'REFUND':
      return {
        state: 'paid',
        trade: String(answer.outTradeNo),
        mchId: String(answer.subMchId),
        amountFen: Number(answer.totalFee),
        transactionId: String(answer.transactionId),
      };
    case 'CLOSED':
    case 'REVOKED':
      return { state: 'closed' };
    case 'NOTPAY':
    case 'USERPAYING':
    case 'PAYERROR':
      return { state: 'unpaid' };
    default:
      return { state: 'no answer' };
  }
}

function closing(found: OrderState): Closing {
  if (found.state === 'paid') return found;
  return { state: found.state === 'unpaid' ? 'open' : found.state };
}

function refunding(answer: Answer | null): Refunding {
  if (!answer) return 'no answer';
  return answer.resultCode === 'SUCCESS' ? 'accepted' : 'refused';
}

/** Users report that the lists of this answer come empty, whatever has happened. */
function refundState(answer: Answer | null): RefundState | 'listed nowhere' {
  if (!answer) return 'no answer';
  if (answer.resultCode !== 'SUCCESS')
    return String(answer.errCodeDes ?? '').includes('不存在') ? 'unknown' : 'no answer';
  const list = answer.refundStatusList;
  const status = Array.isArray(list) && list.length > 0 ? list[0] : (answer.refundStatus0 ?? answer.refundStatus_0);
  if (status === undefined) return 'listed nowhere';
  return status === 'SUCCESS' ? 'done' : status === 'PROCESSING' ? 'underway' : 'failed';
}

function hasSucceeded(answer: Answer | null): boolean {
  return answer?.resultCode === 'SUCCESS';
}

function environmentId(): string {
  const { ENV } = cloud.getWXContext() as { ENV?: unknown };
  return String(ENV ?? process.env.SCF_NAMESPACE ?? '');
}

/** yyyyMMddHHmmss */
function beijingTime(at: EpochMs): string {
  return new Date(at + ZONE_MS).toISOString().replace(/\D/g, '').slice(0, 14);
}
