/**
 * A coupon is used once: the update on its own document decides, and remembers every use by a digest of its key.
 *
 * Laws: of any number of uses under different keys one stands; a repeat under the same key gets the first answer, and
 * after an undo UNDONE, never a second use.
 */
import type { Channel, DayKey, Fen } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { dayOf } from '../calendar';
import type { Settings } from '../settings';
import { useOf } from '../stock';
import { type Coupon, thresholdOf, type Use, whyNot } from '../templates';
import { ATTEMPTS, asRead, change, reread } from './change';
import { withExternal } from './pool';
import { couponRefusal } from './refusal';

export interface Using {
  /** As it was read. */
  coupon: Coupon;
  /** Unique over everybody who uses coupons: staff and partners put their ids in it. */
  key: string;
  /** 'staff:<id>', 'partner:<id>', 'member' */
  by: string;
  storeId: string;
  channel: Channel;
  /** What it is used for, such as an order; ''. A reservation of the same `by` and `ref` is used up. */
  ref: string;
  /** What is to be paid; null: whoever uses it has seen to the threshold. */
  amountFen: Fen | null;
}

export interface Changed {
  /** True when an earlier call had done it. */
  repeated: boolean;
  coupon: Coupon;
}

/** Refuses with UNDONE, BUSY (the same key may be sent again), or with what `whyNot` says; details as in `couponRefusal`. */
export async function useCoupon(env: Environment, settings: Settings, using: Using): Promise<Result<Changed>> {
  const { key, by, storeId, channel, ref } = using;
  const { _id } = using.coupon;
  // A field name of the document, so never the key itself.
  const mark = useOf(key);
  const today = dayOf(env.now, settings.programme.zone);
  const use: Use = { by, storeId, channel, at: env.now, ref, undone: null };
  let coupon = using.coupon;
  let unsure = false;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const known = coupon.uses[mark];
    if (known) return known.undone === null ? accept({ repeated: !unsure, coupon }) : refuse('UNDONE');
    const barred = barredFrom(coupon, using, today, env);
    if (barred) return couponRefusal(coupon, settings, barred);
    coupon = await withExternal(env, coupon);
    const where = { ...asRead(coupon), from: { lte: today }, until: { gte: today }, [`uses.${mark}`]: null };
    const set = { state: 'used', usedBy: mark, reservation: null, look: null, [`uses.${mark}`]: use };
    const outcome = await change(env, _id, where, { set });
    if (outcome === 'done') return accept({ repeated: false, coupon: usedAs(coupon, mark, use) });
    unsure ||= outcome === 'unknown';
    coupon = await reread(env, _id);
    // It may still be applied: only a repeat can tell, and a refusal now could be a lie.
    if (outcome === 'unknown' && !coupon.uses[mark] && coupon.state !== 'used') return refuse('BUSY');
  }
  return refuse('BUSY');
}

/**
 * Takes back the use under this key; the coupon is as before. A repeat is told so. Refuses with COUPON_NOT_FOUND when there
 * was no such use, or with BUSY.
 */
export async function undoUse(
  env: Environment,
  { couponId, key }: { couponId: string; key: string },
): Promise<Result<Changed>> {
  const mark = useOf(key);
  const coupon = await findById<Coupon>(env.store, 'coupons', couponId);
  const use = coupon?.uses[mark];
  if (!coupon || !use) return refuse('COUPON_NOT_FOUND');
  if (use.undone !== null) return accept({ repeated: true, coupon });
  const set = { state: 'usable', usedBy: null, [`uses.${mark}.undone`]: env.now };
  const outcome = await change(env, couponId, { state: 'used', usedBy: mark }, { set });
  const uses = { ...coupon.uses, [mark]: { ...use, undone: env.now } };
  if (outcome === 'done')
    return accept({ repeated: false, coupon: { ...coupon, state: 'usable', usedBy: null, uses } });
  const now = await reread(env, couponId);
  return now.uses[mark]?.undone == null ? refuse('BUSY') : accept({ repeated: false, coupon: now });
}

function barredFrom(coupon: Coupon, using: Using, today: DayKey, { now }: Environment) {
  const { storeId, channel, by, ref, amountFen } = using;
  const barred = whyNot(coupon, { today, now, storeId, channel, memberId: null, reservedFor: { by, ref } });
  if (barred) return barred;
  return amountFen !== null && amountFen < thresholdOf(coupon.terms) ? 'COUPON_THRESHOLD' : null;
}

function usedAs(coupon: Coupon, mark: string, use: Use): Coupon {
  const uses = { ...coupon.uses, [mark]: use };
  return { ...coupon, state: 'used', usedBy: mark, reservation: null, look: null, uses };
}
