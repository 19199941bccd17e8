import type { PartnerCoupon } from '../../typings/api/partner';
import { dayOf } from '../core/calendar';
import { couponView } from '../core/coupons';
import type { Settings } from '../core/settings';
import type { Coupon } from '../core/templates';
import type { Environment } from '../platform/environment';

/** For a till: what it is good for, and not whose it is. */
export function partnerCoupon(env: Environment, settings: Settings, coupon: Coupon): PartnerCoupon {
  const today = dayOf(env.now, settings.programme.zone);
  const { template, name, value, stores, categories, channels, note, state, from, until } = couponView(
    coupon,
    settings,
    today,
    env.now,
  );
  const { code, terms } = coupon;
  const { stacking } = terms;
  return { template, name, value, stores, categories, channels, note, code, state, from, until, stacking };
}
