import type { Environment } from '../../platform/environment';
import { readStocks, type StockId } from '../stock';

/** Points that a campaign can still pay. */
export async function leftOf(env: Environment, budget: StockId): Promise<number> {
  return (await readStocks(env.store, [budget])).get(budget)?.left ?? 0;
}
