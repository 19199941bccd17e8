/**
 * cloudPay as it answers (developers.weixin.qq.com, CloudPay; names and codes of WeChat Pay's API v2, pay.weixin.qq.com).
 * A refusal is an answer too: `result_code` FAIL with `err_code` and a sentence.
 */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { APP_ID } from './environment';
import type { PayOrder, State } from './state';

/** Of the provider through which the cloud environment pays. */
const PROVIDER = '1800008281';

interface Context {
  state: State;
  nowMs: number;
}

type Answer = Record<string, unknown>;
type PayApi = (args: Record<string, unknown>, context: Context) => Promise<Answer> | Answer;

const Merchant = v.pipe(v.string(), v.regex(/^\d{8,10}$/));
const Nonce = v.pipe(v.string(), v.minLength(1), v.maxLength(32));
const Trade = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_\-|*@]{1,32}$/));
const RefundNo = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_\-|*@]{1,64}$/));
const Fee = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const common = { sub_mch_id: Merchant, nonce_str: Nonce };

const UnifiedOrder = v.object({
  ...common,
  body: v.pipe(v.string(), v.nonEmpty(), v.maxBytes(128)),
  out_trade_no: Trade,
  total_fee: Fee,
  spbill_create_ip: v.pipe(v.string(), v.ip()),
  env_id: v.pipe(v.string(), v.nonEmpty()),
  function_name: v.pipe(v.string(), v.nonEmpty()),
  trade_type: v.optional(v.literal('JSAPI')),
  sub_openid: v.pipe(v.string(), v.nonEmpty()),
  time_expire: v.optional(v.pipe(v.string(), v.regex(/^\d{14}$/))),
});
const OneOrder = v.object({ ...common, out_trade_no: Trade });
const NewRefund = v.object({
  ...common,
  out_trade_no: Trade,
  out_refund_no: RefundNo,
  total_fee: Fee,
  refund_fee: Fee,
});
const OneRefund = v.object({ ...common, out_refund_no: RefundNo });

function api<S extends v.GenericSchema<unknown, { sub_mch_id: string }>>(
  schema: S,
  perform: (args: v.InferOutput<S>, context: Context) => Answer,
): PayApi {
  return (args, context) => {
    const parsed = v.safeParse(schema, args);
    if (!parsed.success) return { return_code: 'FAIL', return_msg: `参数错误:${v.getDotPath(parsed.issues[0]) ?? ''}` };
    return context.state.atomically(() => perform(parsed.output, context));
  };
}

function succeeded(sub_mch_id: string, fields: Answer): Answer {
  const parties = { appid: APP_ID, mch_id: PROVIDER, sub_appid: APP_ID, sub_mch_id };
  return { return_code: 'SUCCESS', return_msg: 'OK', ...parties, result_code: 'SUCCESS', ...fields };
}

function failed(sub_mch_id: string, err_code: string, err_code_des: string): Answer {
  return { ...succeeded(sub_mch_id, {}), result_code: 'FAIL', err_code, err_code_des };
}

/** A merchant sees the trades of its own number alone. */
function orderOf({ state }: Context, trade: string, subMchId: string): PayOrder | undefined {
  const order = state.payOrders.get(trade);
  return order?.subMchId === subMchId ? order : undefined;
}

const NO_ORDER = ['ORDERNOTEXIST', '此交易订单号不存在'] as const;

const unifiedOrder = api(UnifiedOrder, (args, context) => {
  const { sub_mch_id: mch, out_trade_no: trade } = args;
  const known = context.state.payOrders.get(trade);
  if (known && known.state === 'CLOSED') return failed(mch, 'ORDERCLOSED', '该订单已关闭');
  if (known && known.state !== 'NOTPAY') return failed(mch, 'ORDERPAID', '该订单已支付');
  const asked = { totalFee: args.total_fee, openid: args.sub_openid, timeExpire: args.time_expire ?? null };
  if (known && (Object.keys(asked) as (keyof typeof asked)[]).some((name) => known[name] !== asked[name]))
    return failed(mch, 'INVALID_REQUEST', '201 商户订单号重复');
  const order: PayOrder = known ?? {
    ...asked,
    trade,
    prepayId: `wx${beijing(context.nowMs)}${randomBytes(9).toString('hex')}`,
    subMchId: mch,
    body: args.body,
    functionName: args.function_name,
    state: 'NOTPAY',
    paidFee: 0,
    transactionId: '',
    paidAtMs: 0,
    shippings: 0,
  };
  context.state.payOrders.put(trade, order);
  const payment = {
    appId: APP_ID,
    timeStamp: String(Math.floor(context.nowMs / 1000)),
    nonceStr: randomBytes(16).toString('hex'),
    package: `prepay_id=${order.prepayId}`,
    signType: 'MD5',
    paySign: randomBytes(16).toString('hex').toUpperCase(),
  };
  return succeeded(mch, { trade_type: 'JSAPI', prepay_id: order.prepayId, payment });
});

const queryOrder = api(OneOrder, ({ sub_mch_id: mch, out_trade_no: trade }, context) => {
  const order = orderOf(context, trade, mch);
  if (!order) return failed(mch, ...NO_ORDER);
  const state = { out_trade_no: trade, trade_state: order.state };
  if (order.paidFee === 0) return succeeded(mch, state);
  const money = { total_fee: order.paidFee, cash_fee: order.paidFee, transaction_id: order.transactionId };
  return succeeded(mch, { ...state, ...money, sub_openid: order.openid, time_end: beijing(order.paidAtMs) });
});

const closeOrder = api(OneOrder, ({ sub_mch_id: mch, out_trade_no: trade }, context) => {
  const order = orderOf(context, trade, mch);
  if (!order) return failed(mch, ...NO_ORDER);
  if (order.state === 'CLOSED') return failed(mch, 'ORDERCLOSED', '订单已关闭，无法重复关闭');
  if (order.state !== 'NOTPAY') return failed(mch, 'ORDERPAID', '订单已支付，不能关闭');
  context.state.payOrders.put(trade, { ...order, state: 'CLOSED' });
  return succeeded(mch, {});
});

const refund = api(NewRefund, (args, context) => {
  const { sub_mch_id: mch, out_trade_no: trade, out_refund_no: number, total_fee, refund_fee } = args;
  const order = orderOf(context, trade, mch);
  if (!order || order.paidFee === 0) return failed(mch, ...NO_ORDER);
  const { payRefunds, payOrders } = context.state;
  const known = payRefunds.get(number);
  if (known && (known.trade !== trade || known.refundFee !== refund_fee))
    return failed(mch, 'INVALID_REQUEST', '退款单号已使用，参数不一致');
  const back = [...payRefunds.getRange({})].filter(({ value }) => value.trade === trade);
  const sum = back.reduce((fee, { value }) => fee + value.refundFee, 0);
  if (total_fee !== order.paidFee || (!known && sum + refund_fee > total_fee))
    return failed(mch, 'INVALID_REQUEST', '订单金额或退款金额与之前请求不一致');
  const refundId = known?.refundId ?? `5030${randomBytes(12).toString('hex')}`;
  payRefunds.put(number, { trade, refundFee: refund_fee, refundId });
  payOrders.put(trade, { ...order, state: 'REFUND' });
  return succeeded(mch, { out_trade_no: trade, out_refund_no: number, refund_id: refundId, refund_fee });
});

/** The lists come empty, whatever has happened: so users of the platform report. */
const queryRefund = api(OneRefund, ({ sub_mch_id: mch, out_refund_no: number }, context) => {
  const known = context.state.payRefunds.get(number);
  if (!known) return failed(mch, 'REFUNDNOTEXIST', '退款单不存在');
  return succeeded(mch, { out_trade_no: known.trade, refund_count: 1, refund_status_list: [], refund_id_list: [] });
});

export const PAY_APIS: Record<string, PayApi> = { unifiedOrder, queryOrder, closeOrder, refund, queryRefund };

/** yyyyMMddHHmmss */
export function beijing(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);
}
