/**
 * What a coupon takes off a basket. Pure.
 *
 * Laws: never more than the basket costs, never less than nothing; a larger basket never gets less off; a percentage is
 * rounded so that the customer pays the smaller amount.
 */
import type { ErrorCode } from '../../../typings/api/envelope';
import type { Fen } from '../../../typings/domain';
import type { CouponTerms } from './coupon';

/** What is to be paid before coupons. */
export interface Basket {
  amountFen: Fen;
  /** Of everything in it, in the merchant's words; null when the till does not tell. */
  categories: readonly string[] | null;
}

export type Discount = { fen: Fen } | { refusal: Extract<ErrorCode, 'COUPON_THRESHOLD' | 'COUPON_CATEGORY'> };

/**
 * Free shipping and a thing for nothing take no money off the basket: that is the shop's own to do. A coupon for
 * certain goods asks for a basket of nothing else, because how much of a mixed one they cost is not known here.
 */
export function discountOf(terms: Pick<CouponTerms, 'value' | 'categories'>, basket: Basket): Discount {
  const { value, categories } = terms;
  const { amountFen } = basket;
  if (categories.length > 0 && !isAllOf(basket.categories, categories)) return { refusal: 'COUPON_CATEGORY' };
  if (amountFen < thresholdOf(terms)) return { refusal: 'COUPON_THRESHOLD' };
  switch (value.kind) {
    case 'amount':
      return { fen: Math.min(value.fen, amountFen) as Fen };
    case 'percent': {
      const pays = Math.floor((amountFen * value.rate) / 100);
      return { fen: Math.min(amountFen - pays, value.capFen ?? amountFen) as Fen };
    }
    case 'freeShipping':
    case 'exchange':
      return { fen: 0 as Fen };
  }
}

/** Fen that an order has to come to; 0: any. */
export function thresholdOf({ value }: Pick<CouponTerms, 'value'>): number {
  return value.kind === 'exchange' ? 0 : value.thresholdFen;
}

function isAllOf(own: readonly string[] | null, wanted: readonly string[]): boolean {
  return own !== null && own.length > 0 && own.every((each) => wanted.includes(each));
}
