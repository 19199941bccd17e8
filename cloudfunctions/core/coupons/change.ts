/** A coupon changes under a condition on its own state, whoever else is at it. */
import type { Environment } from '../../platform/environment';
import { type Change, findById, type Match, StoreError } from '../../platform/store';
import type { Coupon } from '../templates';

/** How often an act looks again when the coupon has changed under it. */
export const ATTEMPTS = 3;

/** 'unknown': not answered, so it may be applied at any later moment, or never. */
export async function change(
  env: Environment,
  id: string,
  where: Match,
  changed: Change,
): Promise<'done' | 'lost' | 'unknown'> {
  try {
    return (await env.store.update('coupons', id, where, changed)) ? 'done' : 'lost';
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    return 'unknown';
  }
}

export async function reread(env: Environment, id: string): Promise<Coupon> {
  const coupon = await findById<Coupon>(env.store, 'coupons', id);
  if (!coupon) throw new Error('a coupon has vanished');
  return coupon;
}

/** Holds for as long as the coupon is free, or under the very reservation that was read; never once it is used. */
export function asRead({ state, reservation }: Coupon): Match {
  if (state !== 'reserved' || !reservation) return { state: 'usable' };
  const { by, ref, until } = reservation;
  return { state, 'reservation.by': by, 'reservation.ref': ref, 'reservation.until': until };
}
