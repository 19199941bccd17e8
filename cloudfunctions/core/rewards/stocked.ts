/** How much there is of what is counted, as those see it who order more. */
import type { StockView } from '../../../typings/api/catalogue';
import type { Reader } from '../../platform/store';
import { readStocks, type StockLevel } from '../stock';
import { LOW, stockOf } from './rank';
import type { Reward } from './reward';

const COUNTED_AT_ONCE = 500;

/** @param level null: its stock is not there, so there is nothing of it */
export function stockView(level: StockLevel | null): StockView {
  const { made, left, sold } = level ?? { made: 0, left: 0, sold: 0 };
  return { made, left, sold, onHold: made - left - sold };
}

/** Of those that are counted, by reward; one query. */
export async function stocksOf(
  store: Reader,
  rewards: readonly Pick<Reward, '_id' | 'counted'>[],
): Promise<Map<string, StockView>> {
  const counted = rewards.filter((each) => each.counted).map(({ _id }) => _id);
  if (counted.length === 0) return new Map();
  const levels = await readStocks(store, counted.map(stockOf));
  return new Map(counted.map((id) => [id, stockView(levels.get(stockOf(id)) ?? null)]));
}

/** How many rewards on sale have five units left or fewer; of the first 500 that are counted. Two reads, one after the other. */
export async function lowStock(store: Reader): Promise<number> {
  const rewards = await store.find<Pick<Reward, '_id'>>('rewards', {
    where: { state: 'on', counted: true },
    limit: COUNTED_AT_ONCE,
    fields: ['_id'],
  });
  const stocks = await stocksOf(
    store,
    rewards.map(({ _id }) => ({ _id, counted: true })),
  );
  return [...stocks.values()].filter(({ left }) => left <= LOW).length;
}
