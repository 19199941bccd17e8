/** Coupons and points off, each as one request. */
import type {
  CouponAnswer,
  CouponDoneAnswer,
  DeductionAnswer,
  DeductionInput,
  QuoteAnswer,
  QuoteInput,
} from '../../typings/api/partner';
import type { Client } from './client';

export const quote = (till: Client, input: QuoteInput) => till.ask<QuoteAnswer>('POST', '/v1/quotes', input);

export const showCoupon = (till: Client, code: string, fen: number | undefined) => {
  // Names of a query are signed in their order.
  const query = fen === undefined ? 'channel=till' : `amountFen=${fen}&channel=till`;
  return till.ask<CouponAnswer>('GET', `/v1/coupons/${encodeURIComponent(code)}?${query}`);
};

export type CouponVerb = 'reserve' | 'use' | 'release' | 'undo';

export function actOnCoupon(
  till: Client,
  verb: CouponVerb,
  { code, orderId, fen }: { code: string; orderId: string; fen: number | undefined },
): Promise<CouponDoneAnswer> {
  const basket = fen === undefined ? {} : { amountFen: fen, channel: 'till' };
  return till.ask('POST', `/v1/coupons/${encodeURIComponent(code)}/${verb}`, { orderId, ...basket });
}

export const deduct = (till: Client, input: DeductionInput) =>
  till.ask<DeductionAnswer>('POST', '/v1/deductions', input);

export const endDeduction = (till: Client, deductionId: string, verb: 'capture' | 'release' | 'return') =>
  till.ask<DeductionAnswer>('POST', `/v1/deductions/${encodeURIComponent(deductionId)}/${verb}`, {});
