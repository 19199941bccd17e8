/** What a campaign may cost, in points: a stock like any other, made when it is first needed. */
import type { Environment } from '../../platform/environment';
import { makeStock, readStocks, restock, type StockId } from '../stock';

export type Campaigning = 'referral' | 'assist';

/** Where the rewards of a campaign are taken from. */
export function budgetOf(what: Campaigning, campaign: string): StockId {
  return `budget:${what}:${campaign}`;
}

/**
 * The stock to take from; null when the campaign has no budget and never had one.
 * @param budget points, as the programme in force says it for this campaign; null when it says none, or is of another
 *   campaign. One that was changed is followed, downwards as far as it is not spent.
 */
export async function budgetFor(
  env: Environment,
  what: Campaigning,
  campaign: string,
  budget: number | null,
): Promise<StockId | null> {
  const id = budgetOf(what, campaign);
  const stock = (await readStocks(env.store, [id])).get(id);
  if (!stock && budget === null) return null;
  if (!stock) await makeStock(env, id, budget ?? 0);
  else if (budget !== null && budget !== stock.made) {
    const by = Math.max(budget - stock.made, -stock.left);
    // A lost race is another worker's same change, or made up for next time.
    if (by !== 0) await restock(env, id, by, `${stock.made}>${budget}`);
  }
  return id;
}
