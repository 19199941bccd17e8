import type { CouponState, CouponView } from '../../../typings/api/coupons';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { daysBetween, wallClock } from '../calendar';
import type { Settings } from '../settings';
import { storeNamed } from '../stores';
import { type Coupon, isReserved, termsView } from '../templates';

/**
 * What its owner sees of a coupon.
 * @param now when given, a reservation that is over is told as over; otherwise once the timer has come by
 */
export function couponView(coupon: Coupon, settings: Settings, today: DayKey, now?: EpochMs): CouponView {
  const { template, terms, source, from, until } = coupon;
  return {
    ...termsView(template, terms, settings.stores),
    id: coupon._id,
    state: stateOf(coupon, today, now),
    source,
    from,
    until,
    endsInDays: daysBetween(today, until),
    used: usedOf(coupon, settings),
  };
}

function stateOf(coupon: Coupon, today: DayKey, now?: EpochMs): CouponState {
  const { state, from, until } = coupon;
  if (state === 'void' || state === 'used') return state;
  // Orders take and give back within a moment.
  const taken = state === 'held' || state === 'returning';
  if (taken || (now === undefined ? state === 'reserved' : isReserved(coupon, now))) return 'reserved';
  if (until < today) return 'expired';
  return from > today ? 'notYet' : 'usable';
}

function usedOf({ state, uses, usedBy }: Coupon, { stores, programme }: Settings): CouponView['used'] {
  const use = usedBy === null ? undefined : uses[usedBy];
  if (state !== 'used' || !use) return null;
  const { storeId, channel, at } = use;
  return { ...wallClock(at, programme.zone), store: storeNamed(stores, storeId), channel };
}
