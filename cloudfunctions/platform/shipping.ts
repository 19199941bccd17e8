import cloud from 'wx-server-sdk';

/** What WeChat is told of how something that was paid for has reached its owner. */
export interface ShippingNote {
  /** WeChat's own number of the payment. */
  transactionId: string;
  openid: string;
  /** As WeChat numbers them: parcel, within the city, nothing to carry, collected in the store. */
  logistics: 1 | 2 | 3 | 4;
  item: string;
  parcel: { carrier: string; number: string; phone: string } | null;
  /** Which of two notes is the later one. */
  at: number;
}

/** 'refused': not in this form, or not yet: a payment is known to this service about a minute after it was made. */
export type TellShipping = (note: ShippingNote) => Promise<'told' | 'refused' | 'no answer'>;

/** WeChat takes 120 characters. */
const ITEM_MAX = 120;
const ZONE_MS = 8 * 3_600_000;
/** Of wx-server-sdk: WeChat's own refusals are positive, those of the line to it negative. */
const isOfWeChat = (code: unknown) => typeof code === 'number' && code > 0;

type Upload = (args: Record<string, unknown>) => Promise<unknown>;

/** wxa.sec.order.uploadShippingInfo (developers.weixin.qq.com, 发货信息录入). */
export const tellShipping: TellShipping = async ({ transactionId, openid, logistics, item, parcel, at }) => {
  const apis = cloud.openapi as unknown as { wxa: { sec: { order: { uploadShippingInfo: Upload } } } };
  const contact = parcel?.phone ? { contact: { receiverContact: parcel.phone } } : {};
  const sent = parcel ? { trackingNo: parcel.number, expressCompany: parcel.carrier, ...contact } : {};
  try {
    await apis.wxa.sec.order.uploadShippingInfo({
      orderKey: { orderNumberType: 2, transactionId },
      logisticsType: logistics,
      deliveryMode: 1,
      shippingList: [{ ...sent, itemDesc: [...item].slice(0, ITEM_MAX).join('') }],
      uploadTime: `${new Date(at + ZONE_MS).toISOString().slice(0, 23)}+08:00`,
      payer: { openid },
    });
    return 'told';
  } catch (refused) {
    return isOfWeChat((refused as { errCode?: unknown }).errCode) ? 'refused' : 'no answer';
  }
};
