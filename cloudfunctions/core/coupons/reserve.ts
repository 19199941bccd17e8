/** A till sets a coupon aside while its customer pays. A reservation ends by itself. */
import type { Channel, EpochMs, Fen } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { dayOf } from '../calendar';
import type { Settings } from '../settings';
import { type Coupon, isReserved, thresholdOf, whyNot } from '../templates';
import { ATTEMPTS, asRead, change, reread } from './change';
import { couponRefusal } from './refusal';
import type { Changed } from './use';

/** Longest reservation, ms. */
export const RESERVED_MS = 15 * 60_000;

export interface Reserving {
  coupon: Coupon;
  /** 'partner:<id>', 'staff:<id>' */
  by: string;
  /** What it is set aside for, such as an order: the same `by` and `ref` may use it, and reserve it again. */
  ref: string;
  storeId: string;
  channel: Channel;
  amountFen: Fen | null;
  /** When it ends, at most RESERVED_MS from now; the longest when absent. */
  until?: EpochMs;
}

/** Reserving again prolongs nothing. Refuses with BUSY, or with what `whyNot` says; details as in `couponRefusal`. */
export async function reserveCoupon(
  env: Environment,
  settings: Settings,
  reserving: Reserving,
): Promise<Result<Changed>> {
  const { by, ref, storeId, channel, amountFen } = reserving;
  const today = dayOf(env.now, settings.programme.zone);
  const latest = (env.now + RESERVED_MS) as EpochMs;
  const until = Math.min(reserving.until ?? latest, latest) as EpochMs;
  if (!(until > env.now)) return refuse('INVALID_INPUT', { field: 'until' });
  const reservation = { by, ref, until };
  let coupon = reserving.coupon;
  let unsure = false;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (isReserved(coupon, env.now) && isFor(coupon, reserving)) return accept({ repeated: !unsure, coupon });
    const barred = whyNot(coupon, { today, now: env.now, storeId, channel, memberId: null });
    if (barred) return couponRefusal(coupon, settings, barred);
    if (amountFen !== null && amountFen < thresholdOf(coupon.terms))
      return couponRefusal(coupon, settings, 'COUPON_THRESHOLD');
    const set = { state: 'reserved', reservation, look: until };
    const outcome = await change(env, coupon._id, asRead(coupon), { set });
    if (outcome === 'done')
      return accept({ repeated: false, coupon: { ...coupon, state: 'reserved', reservation, look: until } });
    unsure ||= outcome === 'unknown';
    coupon = await reread(env, coupon._id);
    if (outcome === 'unknown' && !isFor(coupon, reserving)) return refuse('BUSY');
  }
  return refuse('BUSY');
}

/**
 * Gives up the reservation of this `by` and `ref`; there is none any more afterwards, whether there was one or not. Refuses
 * with COUPON_NOT_FOUND, COUPON_USED when they have used it already, or BUSY.
 */
export async function releaseCoupon(
  env: Environment,
  settings: Settings,
  { couponId, by, ref }: { couponId: string; by: string; ref: string },
): Promise<Result<Changed>> {
  const coupon = await findById<Coupon>(env.store, 'coupons', couponId);
  if (!coupon) return refuse('COUPON_NOT_FOUND');
  const use = coupon.usedBy === null ? undefined : coupon.uses[coupon.usedBy];
  if (use && use.by === by && use.ref === ref) return couponRefusal(coupon, settings, 'COUPON_USED');
  if (coupon.state !== 'reserved' || !isFor(coupon, { by, ref })) return accept({ repeated: true, coupon });
  const outcome = await change(env, couponId, asRead(coupon), { set: FREE });
  if (outcome === 'done') return accept({ repeated: false, coupon: { ...coupon, ...FREE } });
  const now = await reread(env, couponId);
  return now.state === 'reserved' && isFor(now, { by, ref })
    ? refuse('BUSY')
    : accept({ repeated: false, coupon: now });
}

export const FREE = { state: 'usable' as const, reservation: null, look: null };

function isFor({ reservation }: Coupon, { by, ref }: { by: string; ref: string }): boolean {
  return reservation?.by === by && reservation.ref === ref;
}
