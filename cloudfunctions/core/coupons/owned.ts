/** A member's coupons that are not at their end: stored, or still to be born from the journal. */
import type { CouponView } from '../../../typings/api/coupons';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Member } from '../account';
import { addDays } from '../calendar';
import type { Settings } from '../settings';
import { type Coupon, isReserved } from '../templates';
import { born, idsOf, waitingCoupons } from './find';
import { couponsAfter, inOrder, type Strip } from './pages';
import { couponView } from './view';

/** What has not come to its end by being used or voided. */
const OPEN = ['usable', 'reserved', 'held', 'returning'] as const;
/** More than this is told as so many. */
const COUNTED_MAX = 100;
/** The home page shows coupons that end within so many days. */
const ENDING_DAYS = 7;
const ENDING_MAX = 2;

/** What this member can use today, what ends first on top; all of them are in the database afterwards. */
export async function usableOf(env: Environment, member: Member, today: DayKey, limit: number): Promise<Coupon[]> {
  const [stored, unborn] = await Promise.all([
    couponsAfter(env, stripOf(member, 'usable', today), null, limit),
    unbornOf(env, member),
  ]);
  const fresh = await Promise.all(unborn.map((coupon) => born(env, coupon)));
  return inOrder(together(stored, fresh), 1)
    .filter(({ from, until }) => from <= today && today <= until)
    .filter((coupon) => coupon.state === 'usable' || isOver(coupon, env))
    .slice(0, limit);
}

/** A till that set it aside and never came back holds it no longer. */
function isOver(coupon: Coupon, { now }: Environment): boolean {
  return coupon.state === 'reserved' && !isReserved(coupon, now);
}

/** For the home page: how many there are, up to 100, and those that end soon. */
export async function couponCounts(
  env: Environment,
  settings: Settings,
  member: Member,
  today: DayKey,
): Promise<{ coupons: number; ending: CouponView[] }> {
  const strip = stripOf(member, 'usable', today);
  const [ids, next, unborn] = await Promise.all([
    env.store.find<Pick<Coupon, '_id'>>('coupons', {
      where: { ...strip.where, until: { gte: today } },
      limit: COUNTED_MAX,
      fields: ['_id'],
    }),
    couponsAfter(env, strip, null, ENDING_MAX),
    unbornOf(env, member),
  ]);
  const fresh = unborn.filter(({ until }) => until >= today);
  const all = new Set([...ids, ...fresh].map(({ _id }) => _id));
  const last = addDays(today, ENDING_DAYS);
  const ending = inOrder(together(next, fresh), 1)
    .slice(0, ENDING_MAX)
    .filter(({ until }) => until <= last)
    .map((coupon) => couponView(coupon, settings, today, env.now));
  return { coupons: Math.min(all.size, COUNTED_MAX), ending };
}

/** How many coupons of each template this member can use, counted up to a hundred in all. */
export async function heldByTemplate(env: Environment, member: Member, today: DayKey): Promise<Map<string, number>> {
  const { where } = stripOf(member, 'usable', today);
  const [stored, unborn] = await Promise.all([
    env.store.find<Coupon>('coupons', {
      where: { ...where, until: { gte: today } },
      limit: COUNTED_MAX,
      fields: ['_id', 'template'],
    }),
    unbornOf(env, member),
  ]);
  const held = new Map<string, number>();
  for (const { template } of together(stored, unborn)) held.set(template, (held.get(template) ?? 0) + 1);
  return held;
}

export function stripOf(member: Member, segment: 'usable' | 'expired', today: DayKey): Strip {
  const where = (states: readonly string[]) => ({ memberId: { in: idsOf(member) }, state: { in: states } });
  if (segment === 'usable') return { where: where(OPEN), from: today, towards: 1 };
  return { where: where([...OPEN, 'void']), from: addDays(today, -1), towards: -1 };
}

/** What a tap has brought is shown at once, also while its document is still to be born. */
export async function unbornOf(env: Environment, member: Member): Promise<Coupon[]> {
  const waiting = waitingCoupons(member);
  if (waiting.length === 0) return [];
  const ids = waiting.map(({ _id }) => _id);
  const present = await env.store.find<Pick<Coupon, '_id'>>('coupons', {
    where: { _id: { in: ids } },
    limit: ids.length,
    fields: ['_id'],
  });
  return waiting.filter(({ _id }) => !present.some((each) => each._id === _id));
}

/** As stored, where it is stored. */
export function together(stored: readonly Coupon[], fresh: readonly Coupon[]): Coupon[] {
  return [...new Map([...fresh, ...stored].map((coupon) => [coupon._id, coupon])).values()];
}
