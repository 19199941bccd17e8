import type { CouponTermsView, CouponValueView } from '../../../typings/api/mall';
import type { CouponTerms } from './coupon';

/** What a coupon is good for, as everybody is told it. A store that is no longer there is left out. */
export function termsView(
  template: string,
  { name, value, stores: at, categories, channels, note }: Omit<CouponTerms, 'stacking' | 'pool'>,
  stores: readonly { id: string; name: string }[],
): CouponTermsView {
  return {
    template,
    name,
    value: value as CouponValueView,
    stores: stores.filter(({ id }) => at.includes(id)).map((store) => store.name),
    categories,
    channels,
    note,
  };
}
