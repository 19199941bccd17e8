/**
 * Where a reward stands on the shelf: what is sold out stands behind everything else until there are units again. The
 * shelf is read by this number, so a page needs no other order.
 */
import type { Environment } from '../../platform/environment';
import { readStocks } from '../stock';
import type { Reward } from './reward';

/** Larger than any `order`. */
export const SOLD_OUT_RANK = 2_000_000;

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

/** Puts every reward where its stock says. @returns how many have moved */
export async function arrange(env: Environment, stopAt: number): Promise<number> {
  let moved = 0;
  let from = -1;
  while (env.clock() < stopAt) {
    const page = await env.store.find<Ranked>('rewards', {
      where: { state: 'on', rank: { gte: from } },
      order: ['rank', 'asc'],
      limit: REWARDS_AT_ONCE,
      fields: ['rank', 'counted'],
    });
    moved += await arrangeThese(
      env,
      page.filter(({ counted }) => counted),
    );
    const last = page.at(-1)?.rank ?? from;
    // A page in which all have one rank would come again for ever.
    if (page.length < REWARDS_AT_ONCE || last === from) break;
    from = last;
  }
  return moved;
}

async function arrangeThese(env: Environment, rewards: readonly Ranked[]): Promise<number> {
  if (rewards.length === 0) return 0;
  const stocks = await readStocks(
    env.store,
    rewards.map(({ _id }) => stockOf(_id)),
  );
  const isEmpty = ({ _id }: Ranked) => (stocks.get(stockOf(_id))?.left ?? 0) === 0;
  const wrong = rewards.filter((each) => isEmpty(each) !== each.rank >= SOLD_OUT_RANK);
  await Promise.all(wrong.map((each) => (isEmpty(each) ? behindOthers : backOnShelf)(env, each._id)));
  return wrong.length;
}

export function stockOf(rewardId: string): `reward:${string}` {
  return `reward:${rewardId}`;
}
