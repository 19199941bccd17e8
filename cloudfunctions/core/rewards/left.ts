import type { Reader } from '../../platform/store';
import { readStocks } from '../stock';
import { stockOf } from './rank';
import type { Reward } from './reward';

/** Units of those that are counted, by reward; one query. A counted one whose stock is not there has none. */
export async function leftOf(
  store: Reader,
  rewards: readonly Pick<Reward, '_id' | 'counted'>[],
): Promise<Map<string, number>> {
  const counted = [...new Set(rewards.filter((each) => each.counted).map(({ _id }) => _id))];
  if (counted.length === 0) return new Map();
  const stocks = await readStocks(store, counted.map(stockOf));
  return new Map(counted.map((id) => [id, stocks.get(stockOf(id))?.left ?? 0]));
}
