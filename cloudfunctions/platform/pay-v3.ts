/**
 * WeChat Pay's API v3 with the merchant's own keys (pay.weixin.qq.com, API v3): every request is signed, every answer's
 * signature is checked before a word of it is believed. Formats, signatures and ciphers are those of wechatpay-axios-plugin;
 * its HTTP client is left out, as it would weigh more than all functions together.
 */
import Formatter from 'wechatpay-axios-plugin/lib/formatter';
import Rsa from 'wechatpay-axios-plugin/lib/rsa';
import type { PayRequest } from '../../typings/api/mall';
import type { EpochMs } from '../../typings/domain';
import { systemClock } from './clock';
import type { Closing, OrderState, PayAccount, PayOrder, PayPort, Refunding, RefundState } from './pay';
import type { MerchantKeys } from './pay-keys';
import { isSigned } from './pay-v3-signed';

type V3Account = Extract<PayAccount, { adapter: 'v3' }>;

/** WeChat answers within a second or two; the function that waits has its own end. */
const TIMEOUT_MS = 8_000;
const ZONE_MS = 8 * 3_600_000;

interface Reply {
  status: number;
  body: Record<string, unknown>;
}

export function payV3(account: V3Account, keys: MerchantKeys): PayPort {
  const ask = (method: 'GET' | 'POST', path: string, body?: object) => send(keys, method, path, body);
  const { mchId } = account;
  const byTrade = (trade: string) => `/v3/pay/transactions/out-trade-no/${trade}`;
  const queryOrder = async (trade: string) => orderState(await ask('GET', `${byTrade(trade)}?mchid=${mchId}`));
  return {
    createOrder: async (order) => {
      const reply = await ask('POST', '/v3/pay/transactions/jsapi', orderBody(account, order));
      const prepayId = reply?.status === 200 ? reply.body.prepay_id : undefined;
      return typeof prepayId === 'string' ? requestOf(account, keys, prepayId) : null;
    },
    queryOrder,
    closeOrder: async (trade) => {
      const reply = await ask('POST', `${byTrade(trade)}/close`, { mchid: mchId });
      return reply?.status === 204 ? { state: 'closed' } : closing(await queryOrder(trade));
    },
    refund: async ({ refundNo, trade, amountFen, totalFen }) =>
      refunding(
        await ask('POST', '/v3/refund/domestic/refunds', {
          out_trade_no: trade,
          out_refund_no: refundNo,
          amount: { refund: amountFen, total: totalFen, currency: 'CNY' },
        }),
      ),
    queryRefund: async (refundNo) => refundState(await ask('GET', `/v3/refund/domestic/refunds/${refundNo}`)),
  };
}

/** Null: no answer, or one that is not WeChat's. */
async function send(keys: MerchantKeys, method: 'GET' | 'POST', path: string, content?: object): Promise<Reply | null> {
  const body = content === undefined ? '' : JSON.stringify(content);
  const [nonce, time] = [Formatter.nonce(), Formatter.timestamp()];
  const signature = Rsa.sign(Formatter.request(method, path, time, nonce, body), keys.privateKey);
  try {
    const response = await fetch(`${keys.host}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'huitouke',
        authorization: Formatter.authorization(keys.mchId, nonce, signature, time, keys.serial),
        // Which key the answer is to be signed with, while a merchant changes from certificate to public key.
        'wechatpay-serial': keys.publicKeyId,
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === '' ? {} : { body }),
    });
    const text = await response.text();
    const header = (name: string) => response.headers.get(`wechatpay-${name}`) ?? '';
    if (!isSigned(keys, header, text, systemClock())) return null;
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  } catch {
    // Whatever it says, it may repeat who pays what, and nothing of that belongs into a log.
    return null;
  }
}

function orderBody(
  { appId, mchId, notifyUrl }: V3Account,
  { trade, amountFen, description, openid, expiresAt }: PayOrder,
): object {
  return {
    appid: appId,
    mchid: mchId,
    description,
    out_trade_no: trade,
    time_expire: beijingTime(expiresAt),
    notify_url: notifyUrl,
    amount: { total: amountFen, currency: 'CNY' },
    payer: { openid },
  };
}

function requestOf({ appId }: V3Account, keys: MerchantKeys, prepayId: string): PayRequest {
  const [timeStamp, nonceStr, prepay] = [String(Formatter.timestamp()), Formatter.nonce(), `prepay_id=${prepayId}`];
  const paySign = Rsa.sign(Formatter.joinedByLineFeed(appId, timeStamp, nonceStr, prepay), keys.privateKey);
  return { timeStamp, nonceStr, package: prepay, signType: 'RSA', paySign };
}

function orderState(reply: Reply | null): OrderState {
  if (reply?.status === 404) return { state: reply.body.code === 'ORDER_NOT_EXIST' ? 'unknown trade' : 'no answer' };
  if (reply?.status !== 200) return { state: 'no answer' };
  return transactionState(reply.body);
}

/** Of an answer, and of what a call-back has in it. */
export function transactionState(transaction: Record<string, unknown>): OrderState {
  switch (transaction.trade_state) {
    // REFUND: paid, and a refund was asked for since.
    case 'SUCCESS':
    case 'REFUND':
      return {
        state: 'paid',
        trade: String(transaction.out_trade_no),
        mchId: String(transaction.mchid),
        amountFen: Number((transaction.amount as { total?: unknown } | undefined)?.total),
        transactionId: String(transaction.transaction_id),
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

function refunding(reply: Reply | null): Refunding {
  if (!reply || reply.status >= 500 || reply.status === 429) return 'no answer';
  if (reply.status !== 200) return 'refused';
  const { status } = reply.body;
  return status === 'SUCCESS' ? 'done' : status === 'PROCESSING' ? 'accepted' : 'refused';
}

function refundState(reply: Reply | null): RefundState {
  if (reply?.status === 404) return 'unknown';
  if (reply?.status !== 200) return 'no answer';
  const { status } = reply.body;
  return status === 'SUCCESS' ? 'done' : status === 'PROCESSING' ? 'underway' : 'failed';
}

/** RFC 3339 */
function beijingTime(at: EpochMs): string {
  return `${new Date(at + ZONE_MS).toISOString().slice(0, 19)}+08:00`;
}
