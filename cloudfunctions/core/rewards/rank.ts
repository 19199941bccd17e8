/**
 * Where a reward stands on the shelf: what is sold out stands behind everything else until there are units again. The
 * shelf is read by this number, so a page needs no other order.
 */
import type { Environment } from '../../platform/environment';
import { readStocks } from '../stock';
import type { Reward } from './reward';

/** Larger than any `order`. */
export const SOLD_OUT_RANK = 2_000_000;

/** So few that more should be ordered. */
export const LOW = 5;

const REWARDS_AT_ONCE = 500;

/** There are units again. One request, and as often as one likes. */
export async function backOnShelf(env: Environment, rewardId: string): Promise<void> {
  const soldOut = { rank: { gte: SOLD_OUT_RANK } };
  await env.store.update('rewards', rewardId, soldOut, { inc: { rank: -SOLD_OUT_RANK } });
}

async function behindOthers(env: Environment, rewardId: string): Promise<void> {
  const inFront = { rank: { lte: SOLD_OUT_RANK - 1 } };
  await env.store.update('rewards', rewardId, inFront, { inc: { rank: SOLD_OUT_RANK } });
}

type Ranked = Pick<Reward, '_id' | 'rank' | 'counted'>;

export interface Arranged {
  moved: number;
  /** Rewards on sale of which few are left; null when not all were looked at. */
  low: number | null;
}

/** Puts every reward where its stock says. */
export async function arrange(env: Environment, stopAt: number): Promise<Arranged> {
  const low = new Set<string>();
  let moved = 0;
  let from = -1;
  while (env.clock() < stopAt) {
    const page = await env.store.find<Ranked>('rewards', {
      where: { state: 'on', rank: { gte: from } },
      order: ['rank', 'asc'],
      limit: REWARDS_AT_ONCE,
      fields: ['rank', 'counted'],
    });
    const counted = page.filter((each) => each.counted);
    moved += await arrangeThese(env, counted, low);
    const last = page.at(-1)?.rank ?? from;
    // A page in which all have one rank would come again for ever.
    if (page.length < REWARDS_AT_ONCE) return { moved, low: low.size };
    if (last === from) break;
    from = last;
  }
  return { moved, low: null };
}

async function arrangeThese(env: Environment, rewards: readonly Ranked[], low: Set<string>): Promise<number> {
  if (rewards.length === 0) return 0;
  const stocks = await readStocks(
    env.store,
    rewards.map(({ _id }) => stockOf(_id)),
  );
  const leftOf = ({ _id }: Ranked) => stocks.get(stockOf(_id))?.left ?? 0;
  const isEmpty = (each: Ranked) => leftOf(each) === 0;
  for (const each of rewards) if (leftOf(each) <= LOW) low.add(each._id);
  const wrong = rewards.filter((each) => isEmpty(each) !== each.rank >= SOLD_OUT_RANK);
  await Promise.all(wrong.map((each) => (isEmpty(each) ? behindOthers : backOnShelf)(env, each._id)));
  return wrong.length;
}

export function stockOf(rewardId: string): `reward:${string}` {
  return `reward:${rewardId}`;
}
