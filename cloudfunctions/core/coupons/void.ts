import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import type { Settings } from '../settings';
import type { Coupon } from '../templates';
import { ATTEMPTS, asRead, change, reread } from './change';
import { couponRefusal } from './refusal';
import type { Changed } from './use';

/** For good. Refuses with COUPON_NOT_FOUND, COUPON_USED, or BUSY while an order is just taking it or giving it back. */
export async function voidCoupon(env: Environment, settings: Settings, couponId: string): Promise<Result<Changed>> {
  let coupon = await findById<Coupon>(env.store, 'coupons', couponId);
  if (!coupon) return refuse('COUPON_NOT_FOUND');
  let unsure = false;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (coupon.state === 'void') return accept({ repeated: !unsure, coupon });
    if (coupon.state === 'used') return couponRefusal(coupon, settings, 'COUPON_USED');
    if (coupon.state === 'held' || coupon.state === 'returning') return refuse('BUSY');
    const set = { state: 'void' as const, reservation: null, look: null };
    const outcome = await change(env, couponId, asRead(coupon), { set });
    if (outcome === 'done') return accept({ repeated: false, coupon: { ...coupon, ...set } });
    unsure ||= outcome === 'unknown';
    coupon = await reread(env, couponId);
    if (outcome === 'unknown' && coupon.state !== 'void') return refuse('BUSY');
  }
  return refuse('BUSY');
}
