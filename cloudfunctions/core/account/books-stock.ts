/**
 * The books of stock: what all entries of all members have taken is what was sold. Stocks are read before the members and
 * after them; of one that has moved meanwhile nothing can be said.
 */
import { couponIdOf, type Stock, type StockId, wrongInStock } from '../stock';
import type { Book } from './books';
import { inJournal } from './member';

export interface StockChecked {
  /** One sentence each. */
  wrong: string[];
  /** Moved while the members were read. */
  moving: StockId[];
}

export class StockBooks {
  private sums = new Map<StockId, number>();
  /** Of holds that stood at the beginning: whether an entry names them that nobody has settled, or one that is closed. */
  private named = new Map<string, 'waiting' | 'closed'>();
  private standing: Set<string>;

  /** @param before all stocks, read before the first member */
  constructor(private before: readonly Stock[]) {
    this.standing = new Set(before.flatMap(({ holds }) => Object.keys(holds)));
  }

  add({ member, facts }: Pick<Book, 'member' | 'facts'>): void {
    for (const { key, holds } of facts) {
      for (const { stock, hold, n } of holds) {
        if (couponIdOf(stock) !== null) continue;
        this.sums.set(stock, (this.sums.get(stock) ?? 0) + n);
        if (this.standing.has(hold)) this.named.set(hold, inJournal(member, key) ? 'waiting' : 'closed');
      }
    }
  }

  /** @param after all stocks, read after the last member */
  result(after: readonly Stock[]): StockChecked {
    const checked: StockChecked = { wrong: [], moving: [] };
    for (const stock of after) {
      checked.wrong.push(...wrongInStock(stock).map((what) => `${stock._id}: ${what}`));
      const before = this.before.find(({ _id }) => _id === stock._id);
      if (!before || !isSame(before, stock)) checked.moving.push(stock._id);
      else checked.wrong.push(...this.against(stock).map((what) => `${stock._id}: ${what}`));
    }
    const known = new Set(after.map(({ _id }) => _id));
    for (const id of this.sums.keys()) if (!known.has(id)) checked.wrong.push(`${id}: it is not there`);
    return checked;
  }

  private against({ _id, sold, holds }: Stock): string[] {
    const wrong: string[] = [];
    let settled = this.sums.get(_id) ?? 0;
    for (const [hold, { n }] of Object.entries(holds)) {
      const named = this.named.get(hold);
      if (named) settled -= n;
      if (named === 'closed') wrong.push(`hold ${hold} stands, but its entry is closed`);
    }
    if (settled !== sold) wrong.push(`${sold} sold, but the entries took ${settled}`);
    return wrong;
  }
}

function isSame(a: Stock, b: Stock): boolean {
  const ids = Object.keys(a.holds);
  return a.sold === b.sold && ids.length === Object.keys(b.holds).length && ids.every((id) => b.holds[id]);
}
