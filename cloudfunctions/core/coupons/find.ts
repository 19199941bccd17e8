import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, findById } from '../../platform/store';
import { journalOf, type Member } from '../account';
import { type Coupon, isCode } from '../templates';

/** Of a million coupons two may have one code in twenty shops; three never. */
const NAMESAKES = 4;

/**
 * The coupon that this code was issued for. Refuses with COUPON_NOT_FOUND what is mistyped, guessed, or of two coupons
 * that can both still be used; whoever lets codes be typed counts the refusals.
 */
export async function findCouponByCode(env: Environment, code: string): Promise<Result<Coupon>> {
  if (isCode(code) !== 'coupon') return refuse('COUPON_NOT_FOUND');
  const found = await env.store.find<Coupon>('coupons', { where: { code }, limit: NAMESAKES });
  const open = found.filter(({ state }) => state !== 'used' && state !== 'void');
  if (open.length > 1) {
    env.alarm(`coupons ${open.map(({ _id }) => _id).join(', ')} have one code`);
    return refuse('COUPON_NOT_FOUND');
  }
  const coupon = open[0] ?? found[0];
  return coupon ? accept(coupon) : refuse('COUPON_NOT_FOUND');
}

/** The member's own coupon, born if it was not yet. Anybody else's is COUPON_NOT_FOUND too. */
export async function findOwnCoupon(env: Environment, member: Member, id: string): Promise<Result<Coupon>> {
  const waiting = waitingCoupons(member).find(({ _id }) => _id === id);
  const found = (await findById<Coupon>(env.store, 'coupons', id)) ?? (waiting ? await born(env, waiting) : null);
  return found && idsOf(member).includes(found.memberId) ? accept(found) : refuse('COUPON_NOT_FOUND');
}

/** All ids that this person's coupons may name as their owner. */
export function idsOf({ _id, aliases }: Pick<Member, '_id' | 'aliases'>): string[] {
  return [_id, ...aliases];
}

/** Coupons in the journal, as they are born: they may have been delivered, and used, long since. */
export function waitingCoupons(member: Pick<Member, 'journal'>): Coupon[] {
  return journalOf(member)
    .flatMap(({ births }) => births)
    .flatMap(({ collection, document }) => (collection === 'coupons' ? [document as Coupon] : []));
}

/** As it is in the database. Whoever comes first gives birth to it, and the others find it. */
export async function born(env: Environment, coupon: Coupon): Promise<Coupon> {
  if (await ensure(env.store, 'coupons', coupon)) return coupon;
  const present = await findById<Coupon>(env.store, 'coupons', coupon._id);
  if (!present) throw new Error('a coupon has vanished');
  return present;
}
