/** What is asked of WeChat Pay, whichever way it is reached. Nothing here throws: what was not answered is 'no answer'. */
import type { PayRequest } from '../../typings/api/mall';
import type { EpochMs, Fen } from '../../typings/domain';

/** Whose money it is, and by which way: as the shop's settings had it when the payment was made. */
export type PayAccount =
  /** Through the cloud environment's own line to WeChat Pay; `subMchId` is the merchant bound to it. */
  | { adapter: 'cloudPay'; subMchId: string }
  /** WeChat Pay's API v3 with the merchant's own keys. */
  | { adapter: 'v3'; mchId: string; appId: string; notifyUrl: string };

export interface PayOrder {
  /** Up to 32 characters of [0-9A-Za-z_-]. */
  trade: string;
  amountFen: Fen;
  /** What the payment sheet says, up to 127 bytes. */
  description: string;
  openid: string;
  /** Nobody can pay after it. The same in every repeat: WeChat refuses a trade that comes with another. */
  expiresAt: EpochMs;
}

/** A payment as WeChat knows it. Each of the four is compared before anything is believed. */
export interface Paid {
  state: 'paid';
  trade: string;
  mchId: string;
  /** Of the order, before WeChat's own coupons. */
  amountFen: number;
  transactionId: string;
}

/** 'unpaid': it can still be paid. 'unknown trade': WeChat has no such order, yet. */
export type OrderState = Paid | { state: 'unpaid' | 'closed' | 'unknown trade' | 'no answer' };
/** 'open': it could not be closed, nor is it paid. */
export type Closing = Paid | { state: 'closed' | 'open' | 'unknown trade' | 'no answer' };
/** 'accepted': on its way. 'refused': not now, for example because the merchant's balance does not cover it. */
export type Refunding = 'accepted' | 'done' | 'refused' | 'no answer';
/** 'failed': WeChat has given it up; the merchant has to act. */
export type RefundState = 'done' | 'underway' | 'failed' | 'unknown' | 'no answer';

export interface RefundOrder {
  /** Up to 64 characters; the same number is the same refund, however often it is asked for. */
  refundNo: string;
  trade: string;
  amountFen: Fen;
  /** Of the whole order. */
  totalFen: Fen;
}

export interface PayPort {
  /** Parameters of the payment sheet; null when there are none: not answered, paid already, or closed. */
  createOrder(order: PayOrder): Promise<PayRequest | null>;
  queryOrder(trade: string): Promise<OrderState>;
  closeOrder(trade: string): Promise<Closing>;
  refund(order: RefundOrder): Promise<Refunding>;
  queryRefund(refundNo: string, trade: string): Promise<RefundState>;
}

/** Null where the environment lacks what the way needs. */
export type OpenPay = (account: PayAccount) => Promise<PayPort | null>;

/** Each way is loaded when the first payment needs it: a cold start pays for neither. */
export const openPay: OpenPay = async (account) => {
  if (account.adapter === 'cloudPay') return (await import('./pay-cloud')).cloudPay(account.subMchId);
  const [{ merchantKeys }, { payV3 }] = await Promise.all([import('./pay-keys'), import('./pay-v3')]);
  const keys = merchantKeys();
  return keys && keys.mchId === account.mchId ? payV3(account, keys) : null;
};

export function merchantOf(account: PayAccount): string {
  return account.adapter === 'cloudPay' ? account.subMchId : account.mchId;
}
