/** Which holds of waiting entries are settled: as a rule the call that made the entry has done it. */
import type { Environment } from '../../platform/environment';
import { StoreError } from '../../platform/store';
import { couponIdOf, type Stock } from '../stock';
import type { Coupon } from '../templates';
import type { Waiting } from './deliver';

const IDS_AT_ONCE = 100;

/**
 * Ids of the holds that are no more. An entry is committed only after its holds were seen to be placed, so one that is
 * not there has been settled.
 */
export async function settledAlready(env: Environment, all: readonly Waiting[]): Promise<Set<string>> {
  const holds = all.flatMap(({ entry }) => entry.holds);
  const coupons = new Set(holds.flatMap(({ stock }) => couponIdOf(stock) ?? []));
  const stocks = new Set(holds.flatMap(({ stock }) => (couponIdOf(stock) === null ? [stock] : [])));
  try {
    const standing = new Set([
      ...(await read<Pick<Stock, '_id' | 'holds'>>(env, 'stock', [...stocks], 'holds')).flatMap((stock) =>
        Object.keys(stock.holds),
      ),
      ...(await read<Pick<Coupon, '_id' | 'hold'>>(env, 'coupons', [...coupons], 'hold')).flatMap(
        (coupon) => coupon.hold?.id ?? [],
      ),
    ]);
    return new Set(holds.map(({ hold }) => hold).filter((hold) => !standing.has(hold)));
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    // Then each is simply settled again.
    env.alarm(unanswered.message);
    return new Set();
  }
}

async function read<T>(env: Environment, collection: 'stock' | 'coupons', ids: string[], field: string): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const asked = ids.slice(start, start + IDS_AT_ONCE);
    const query = { where: { _id: { in: asked } }, limit: IDS_AT_ONCE, fields: [field] };
    found.push(...(await env.store.find<T>(collection, query)));
  }
  return found;
}
