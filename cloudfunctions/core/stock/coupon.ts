/**
 * The same three operations on a coupon, a stock of one in its own document. Taken: usable → held → used, or back to
 * usable. Given back: used → returning → usable, or back to used.
 */
import type { EpochMs } from '../../../typings/domain';
import { digest } from '../../platform/ids';
import type { Match, Store } from '../../platform/store';
import type { Coupon, Use } from '../templates';
import { type Bound, HOLD_GRACE_MS, type Hold } from './stock';

/** Name of the use that an entry's key makes, in the coupon's `uses`. */
export function useOf(key: string): string {
  return digest(key);
}

/** @param where in which state it may be taken, or which use is taken back */
export function placeCoupon(store: Store, id: string, where: Match, hold: Hold, bound: Bound): Promise<boolean> {
  const placed: Coupon['hold'] = { id: hold.hold, ...bound, n: hold.n };
  const state: Coupon['state'] = hold.n > 0 ? 'held' : 'returning';
  const set = { state, hold: placed, look: bound.at + HOLD_GRACE_MS, reservation: null };
  return store.update('coupons', id, where, { set });
}

/** @param by key and instant of the entry that names the hold */
export function settleCoupon(store: Store, id: string, hold: Hold, by: { key: string; at: EpochMs }): Promise<boolean> {
  return store.update('coupons', id, { 'hold.id': hold.hold }, { set: { ...settled(hold, by), ...noHold } });
}

export function dropCoupon(store: Store, id: string, { hold, n }: Hold, rev: number): Promise<boolean> {
  const state: Coupon['state'] = n > 0 ? 'usable' : 'used';
  return store.update('coupons', id, { 'hold.id': hold, 'hold.rev': rev }, { set: { state, ...noHold } });
}

const noHold: Pick<Coupon, 'hold' | 'look'> = { hold: null, look: null };

function settled({ n, use, undoes }: Hold, { key, at }: { key: string; at: EpochMs }): Record<string, unknown> {
  if (n < 0) return { state: 'usable', usedBy: null, [`uses.${useOf(told(undoes))}.undone`]: at };
  const made: Use = { ...told(use), at, undone: null };
  return { state: 'used', usedBy: useOf(key), [`uses.${useOf(key)}`]: made };
}

/** What a hold on a coupon always says. */
export function told<T>(said: T | undefined): T {
  if (said === undefined) throw new Error('a coupon is taken for something, and given back from something');
  return said;
}
