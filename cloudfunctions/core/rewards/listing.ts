/** The catalogue as the staff see it: on sale, off sale, sold out. */
import type { RewardRow, RewardsInput, RewardsView, StockView } from '../../../typings/api/catalogue';
import type { EpochMs, Fen, Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { dayOf } from '../calendar';
import { readSettings } from '../settings';
import { cursorAfter, type Place, placeOf } from './cursor';
import { SOLD_OUT_RANK } from './rank';
import type { Reward } from './reward';
import { TIES } from './shelf';
import { stocksOf } from './stocked';

const PAGE = 20;

const ROW = [
  'version',
  'state',
  'order',
  'rank',
  'featured',
  'kind',
  'name',
  'category',
  'pictures',
  'price',
  'window',
  'counted',
] as const satisfies (keyof Reward)[];

type Listed = Pick<Reward, (typeof ROW)[number] | '_id'>;

/** What has just been changed is there: settings are read, not remembered. */
export async function rewardsForStaff(env: Environment, input: RewardsInput): Promise<Result<RewardsView>> {
  const after = input.cursor === undefined ? null : placeOf(input.cursor);
  if (input.cursor !== undefined && after === null) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const limit = input.limit ?? PAGE;
  const [settings, found] = await Promise.all([readSettings(env.store), readAfter(env, input, after, limit + 1)]);
  const page = found.slice(0, limit);
  const stocks = await stocksOf(env.store, page);
  const last = page.at(-1);
  return accept({
    now: env.now,
    today: dayOf(env.now, settings.programme.zone),
    rewards: page.map((each) => rewardRow(each, stocks.get(each._id) ?? null)),
    categories: settings.categories,
    nextCursor: found.length > limit && last ? cursorAfter({ at: last.rank, id: last._id, above: null }) : null,
  });
}

export function rewardRow(reward: Listed, stock: StockView | null): RewardRow {
  const { _id: id, version, state, order, featured, kind, name, category, pictures, price, window } = reward;
  return {
    id,
    version,
    state,
    order,
    featured,
    kind,
    name,
    category,
    picture: pictures[0] ?? null,
    price: { points: price.points as Points, cashFen: price.cashFen as Fen },
    window: { from: window.from as EpochMs | null, until: window.until as EpochMs | null },
    stock,
  };
}

async function readAfter(
  env: Environment,
  { segment, category }: RewardsInput,
  after: Place | null,
  limit: number,
): Promise<Listed[]> {
  const least = segment === 'soldOut' ? SOLD_OUT_RANK : 0;
  const found = await env.store.find<Listed>('rewards', {
    where: {
      state: segment === 'off' ? 'off' : 'on',
      ...(category === undefined ? {} : { category }),
      rank: { gte: Math.max(after?.at ?? 0, least) },
    },
    order: ['rank', 'asc'],
    limit: limit + TIES,
    fields: ROW,
  });
  return found
    .sort((a, b) => a.rank - b.rank || (a._id < b._id ? -1 : 1))
    .filter(({ rank, _id }) => after === null || rank > after.at || _id > after.id)
    .slice(0, limit);
}
