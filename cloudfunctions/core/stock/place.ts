import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { type Store, StoreError } from '../../platform/store';
import { dropCoupon, placeCoupon, settleCoupon, told, useOf } from './coupon';
import { type Bound, couponIdOf, type Hold, type Take } from './stock';
import { dropUnits, placeUnits, settleUnits } from './units';

/** 'unknown': not answered, so it may still be applied at any later moment; only the sweeper can tell. */
export interface Placement {
  take: Take;
  outcome: 'placed' | 'refused' | 'unknown';
  /** Holds for which a request was sent; the last is the one that was placed. */
  sent: Hold[];
}

/** Places a fresh hold. Never rejects for the database's sake. */
export async function place(env: Environment, take: Take, bound: Bound): Promise<Placement> {
  const sent: Hold[] = [];
  try {
    const placed = await tryToPlace(env, take, bound, sent);
    return { take, outcome: placed ? 'placed' : 'refused', sent };
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    return { take, outcome: 'unknown', sent };
  }
}

async function tryToPlace(env: Environment, take: Take, bound: Bound, sent: Hold[]): Promise<boolean> {
  const fresh = (): Hold => {
    const { refusal: _refusal, ...taken } = take;
    const hold = { ...taken, hold: env.newId() };
    sent.push(hold);
    return hold;
  };
  const coupon = couponIdOf(take.stock);
  if (coupon === null) return placeUnits(env, fresh(), bound);
  if (take.n < 0)
    return placeCoupon(env.store, coupon, { state: 'used', usedBy: useOf(told(take.undoes)) }, fresh(), bound);
  told(take.use);
  if (await placeCoupon(env.store, coupon, { state: 'usable' }, fresh(), bound)) return true;
  // A till that set it aside and never came back holds it no longer.
  const forgotten = { state: 'reserved', 'reservation.until': { lte: bound.at } };
  return placeCoupon(env.store, coupon, forgotten, fresh(), bound);
}

/**
 * What an entry has consumed is consumed. Only for a hold that an entry names; may be repeated.
 * @param by key and instant of that entry
 */
export async function settleHold(store: Store, hold: Hold, by: { key: string; at: EpochMs }): Promise<void> {
  const coupon = couponIdOf(hold.stock);
  await (coupon === null ? settleUnits(store, hold) : settleCoupon(store, coupon, hold, by));
}

/**
 * Puts back what no entry can consume any more; may be repeated. Only for a hold of which no commit was sent, or of
 * which the member was read at a revision above `rev` with no entry and no row naming it.
 */
export async function dropHold(store: Store, hold: Hold, rev: number): Promise<void> {
  const coupon = couponIdOf(hold.stock);
  await (coupon === null ? dropUnits(store, hold, rev) : dropCoupon(store, coupon, hold, rev));
}
