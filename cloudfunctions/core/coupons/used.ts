/** Coupons that were used, the last use first. */
import type { Environment } from '../../platform/environment';
import type { Coupon } from '../templates';
import type { UsePlace } from './cursor';

/** The last so many by their days: what was used before is no longer listed. */
const LISTED_MAX = 1_000;

export async function usedAfter(
  env: Environment,
  memberIds: readonly string[],
  after: UsePlace | null,
  limit: number,
): Promise<{ coupons: Coupon[]; next: UsePlace | null }> {
  const found = await env.store.find<Pick<Coupon, '_id' | 'uses' | 'usedBy'>>('coupons', {
    where: { memberId: { in: memberIds }, state: 'used' },
    order: ['until', 'desc'],
    limit: LISTED_MAX,
    fields: ['_id', 'uses', 'usedBy'],
  });
  const places = found
    .map(({ _id, uses, usedBy }): UsePlace => ({ id: _id, at: uses[usedBy ?? '']?.at ?? 0 }))
    .sort(newestFirst)
    .filter((place) => after === null || newestFirst(after, place) < 0);
  const page = places.slice(0, limit);
  const ids = page.map(({ id }) => id);
  const stored = await env.store.find<Coupon>('coupons', { where: { _id: { in: ids } }, limit: ids.length || 1 });
  const byId = new Map(stored.map((coupon) => [coupon._id, coupon]));
  return {
    coupons: ids.flatMap((id) => byId.get(id) ?? []),
    next: places.length > limit ? (page.at(-1) ?? null) : null,
  };
}

function newestFirst(one: UsePlace, other: UsePlace): number {
  return other.at - one.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}
