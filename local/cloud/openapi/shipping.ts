import * as v from 'valibot';
import { type Api, fine, refused } from './api';

const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(128));
const OrderKey = v.variant('order_number_type', [
  v.object({ order_number_type: v.literal(1), mchid: text, out_trade_no: text }),
  v.object({ order_number_type: v.literal(2), transaction_id: text }),
]);
const Contact = v.object({ receiver_contact: v.optional(text), consignor_contact: v.optional(text) });
const Parcel = v.object({
  tracking_no: v.optional(text),
  express_company: v.optional(text),
  item_desc: v.pipe(v.string(), v.nonEmpty(), v.maxLength(120)),
  contact: v.optional(Contact),
});
const Request = v.pipe(
  v.object({
    order_key: OrderKey,
    logistics_type: v.picklist([1, 2, 3, 4]),
    delivery_mode: v.picklist([1, 2]),
    shipping_list: v.pipe(v.array(Parcel), v.minLength(1), v.maxLength(15)),
    upload_time: v.pipe(v.string(), v.isoTimestamp()),
    payer: v.object({ openid: text }),
  }),
  v.check(
    ({ logistics_type, shipping_list }) =>
      logistics_type !== 1 || shipping_list.every((each) => each.tracking_no && each.express_company),
    'a parcel has a carrier and a number',
  ),
);

const SHIPPED_AND_CORRECTED = 2;

/**
 * Shipping of a payment: told once and corrected once. Numbers of refusals: 10060001 no such payment, 10060003 the one
 * correction is used up (developers.weixin.qq.com, 发货信息录入).
 */
export const uploadShippingInfo: Api = async (args, { state }) => {
  const parsed = v.safeParse(Request, args);
  if (!parsed.success) return refused(47001, `data format error: ${v.getDotPath(parsed.issues[0]) ?? ''}`);
  const { order_key: key, payer } = parsed.output;
  return state.atomically(() => {
    const order = [...state.payOrders.getRange({})]
      .map(({ value }) => value)
      .find((each) =>
        key.order_number_type === 2
          ? each.transactionId === key.transaction_id
          : each.trade === key.out_trade_no && each.subMchId === key.mchid,
      );
    if (order?.state !== 'SUCCESS' || order.openid !== payer.openid) return refused(10_060_001, '支付单不存在');
    if (order.shippings >= SHIPPED_AND_CORRECTED) return refused(10_060_003, '支付单已使用重新发货机会');
    state.payOrders.put(order.trade, { ...order, shippings: order.shippings + 1 });
    return fine();
  });
};
