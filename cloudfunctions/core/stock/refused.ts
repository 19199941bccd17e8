/** Why a placement was refused, from the document as it is then. */
import type { Environment } from '../../platform/environment';
import { type Refusal, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import type { Coupon } from '../templates';
import { told, useOf } from './coupon';
import type { Placement } from './place';
import { rememberLeft } from './sold-out';
import { type Bound, couponIdOf, HOLDS_MAX, type Hold, type Stock } from './stock';

/** 'own': the hold is there after all; something on the way has repeated the request and handed on the second answer. */
export type WhyRefused = { own: Hold } | { refusal: Refusal };

export async function whyRefused(env: Environment, placement: Placement, bound: Bound): Promise<WhyRefused> {
  const { take, sent } = placement;
  const coupon = couponIdOf(take.stock);
  if (coupon !== null) return ofCoupon(await findById<Coupon>(env.store, 'coupons', coupon), placement);
  const stock = await findById<Stock>(env.store, 'stock', take.stock);
  const own = sent.find(({ hold }) => stock?.holds[hold]);
  if (own) return { own };
  if (take.n < 0 && !stock) throw new Error(`nothing can go back to ${take.stock}: it is not there`);
  if (!stock) return { refusal: refuse(take.refusal ?? 'OUT_OF_STOCK', { left: 0 }) };
  rememberLeft(env, stock);
  const another = Object.values(stock.holds).some(
    ({ memberId, key }) => memberId === bound.memberId && key === bound.key,
  );
  const full = stock.held >= HOLDS_MAX;
  // What was short a moment ago is there again, or the same command is on its way elsewhere: the repeat will know.
  if (another || full || stock.left >= take.n) return { refusal: refuse('BUSY') };
  return { refusal: refuse(take.refusal ?? 'OUT_OF_STOCK', { left: stock.left }) };
}

function ofCoupon(coupon: Coupon | null, { take, sent }: Placement): WhyRefused {
  if (!coupon) return { refusal: refuse('COUPON_NOT_FOUND') };
  const own = sent.find(({ hold }) => hold === coupon.hold?.id);
  if (own) return { own };
  // Somebody else's attempt decides it at any moment.
  if (coupon.state === 'held' || coupon.state === 'returning') return { refusal: refuse('BUSY') };
  if (take.n < 0) {
    const standing = coupon.state === 'used' && coupon.usedBy === useOf(told(take.undoes));
    return { refusal: refuse(standing ? 'BUSY' : (take.refusal ?? 'UNDONE')) };
  }
  return { refusal: couponRefusal(coupon, take.refusal) };
}

function couponRefusal({ state, usedBy, uses, reservation }: Coupon, refusal: Placement['take']['refusal']): Refusal {
  switch (state) {
    case 'used': {
      const use = usedBy === null ? undefined : uses[usedBy];
      return refuse(refusal ?? 'COUPON_USED', use && { by: use.by, storeId: use.storeId, at: use.at });
    }
    case 'reserved':
      return refuse(refusal ?? 'COUPON_RESERVED', reservation ? { until: reservation.until } : {});
    case 'void':
      return refuse(refusal ?? 'COUPON_VOID');
    default:
      return refuse('BUSY');
  }
}
