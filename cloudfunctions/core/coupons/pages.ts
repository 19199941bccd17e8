/**
 * Pages of coupons in the order of their last day, exact also where many end on one day: the database orders by one
 * field, so the days are paged by day, and within a day by id.
 */
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Match } from '../../platform/store';
import { addDays } from '../calendar';
import type { Coupon } from '../templates';
import type { Place } from './cursor';

export interface Strip {
  where: Match;
  /** First day of the order, and where it leads: 1 to later days, −1 to earlier ones. */
  from: DayKey;
  towards: 1 | -1;
}

/** At most `limit` coupons after a place, in order. */
export async function couponsAfter(
  env: Environment,
  strip: Strip,
  after: Place | null,
  limit: number,
): Promise<Coupon[]> {
  const first = after ? await ofDay(env, strip, after.until, after.id, limit) : [];
  if (first.length >= limit) return first;
  const from = after ? addDays(after.until, strip.towards) : strip.from;
  return [...first, ...(await fromDay(env, strip, from, limit - first.length))];
}

/** In the order of the pages. */
export function inOrder(coupons: readonly Coupon[], towards: Strip['towards']): Coupon[] {
  return [...coupons].sort((a, b) => compared(a.until, b.until) * towards || compared(a._id, b._id));
}

async function fromDay(env: Environment, { where, towards }: Strip, from: DayKey, limit: number): Promise<Coupon[]> {
  const found = await env.store.find<Coupon>('coupons', {
    where: { ...where, until: towards === 1 ? { gte: from } : { lte: from } },
    order: ['until', towards === 1 ? 'asc' : 'desc'],
    limit,
  });
  const last = found.at(-1);
  if (!last || found.length < limit) return inOrder(found, towards);
  // Of the last day there may be more than fit, and the database has chosen any of them.
  const before = inOrder(
    found.filter(({ until }) => until !== last.until),
    towards,
  );
  return [...before, ...(await ofDay(env, { where }, last.until, '', limit - before.length))];
}

async function ofDay(
  env: Environment,
  { where }: Pick<Strip, 'where'>,
  until: DayKey,
  afterId: string,
  limit: number,
): Promise<Coupon[]> {
  const found = await env.store.find<Coupon>('coupons', {
    where: { ...where, until, _id: { gte: afterId } },
    order: ['_id', 'asc'],
    limit: limit + 1,
  });
  return found.filter(({ _id }) => _id !== afterId).slice(0, limit);
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
