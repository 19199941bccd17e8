/** A coupon is used at the counter: for a thing, or taken off a price that is not booked here. */
import type { DoneView } from '../../../typings/api/staff';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { printOf } from '../account';
import { findCouponByCode, undoUse, useCoupon } from '../coupons';
import { loadSettings } from '../settings';
import { actIdOf, type Staff, worksIn } from '../staffing';
import { useOf } from '../stock';
import { openOf } from '../stores';
import { actOf, type CouponAct, findAct, keep } from './act';
import { doneView, repeatOf } from './act-view';
import { nameOf, ownerOf } from './customer';
import { looking } from './looking';
import { plainOf } from './recognise';
import { firstNamed } from './used-by';

/** Refuses with STORE_NOT_YOURS, TOO_MANY_GUESSES, FROZEN, or why the coupon cannot be used, with whoever was first. */
export async function useAtCounter(
  env: Environment,
  staff: Staff,
  input: { code: string; storeId: string },
  key: string,
): Promise<Result<DoneView>> {
  const settings = await loadSettings(env);
  const store = worksIn(staff, openOf(settings.stores), input.storeId);
  if (!store.ok) return store;
  const [_id, print] = [actIdOf(staff._id, key), printOf('counter.useCoupon', input)];
  const [act, found] = await Promise.all([
    findAct(env.store, _id),
    looking(env, staff, () => findCouponByCode(env, plainOf(input.code))),
  ]);
  if (act) return repeatOf(env, settings, staff, act, print);
  if (!found.ok) return found;
  const owner = await ownerOf(env, settings, found.data.memberId);
  if (!owner.ok) return owner;
  const member = owner.data;
  const repeated = useOf(useKey(_id)) in found.data.uses;
  if (member.state === 'frozen' && !repeated) return refuse('FROZEN');
  const used = await useCoupon(env, settings, {
    coupon: found.data,
    key: useKey(_id),
    by: nameOf(staff),
    storeId: store.data,
    channel: 'counter',
    ref: '',
    amountFen: null,
  });
  if (!used.ok) return firstNamed(env, settings, used);
  const { _id: couponId, memberId, terms, uses } = used.data.coupon;
  const at = uses[useOf(useKey(_id))]?.at ?? env.now;
  const said = actOf(staff, { _id, storeId: store.data, at, memberId, print });
  const done = await keep<CouponAct>(env.store, { ...said, kind: 'coupon', couponId, name: terms.name });
  return accept(doneView(env, settings, staff, { act: done, member, repeated: used.data.repeated }));
}

/** May be repeated. */
export async function undoCoupon(env: Environment, { _id, couponId }: CouponAct): Promise<Result<unknown>> {
  return undoUse(env, { couponId, key: useKey(_id) });
}

/** Key of the use in the coupon's own document. */
function useKey(actId: string): string {
  return `counter:${actId}`;
}
