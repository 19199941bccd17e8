/** Which coupons go together on one order. Pure. */
import type { CouponTerms } from './coupon';

/** All of different groups; one without a group never goes with another. Otherwise COUPON_STACKING. */
export function stackable(coupons: readonly { terms: Pick<CouponTerms, 'stacking'> }[]): 'COUPON_STACKING' | null {
  if (coupons.length < 2) return null;
  const groups = coupons.map(({ terms }) => terms.stacking);
  const apart = !groups.includes(null) && new Set(groups).size === groups.length;
  return apart ? null : 'COUPON_STACKING';
}
