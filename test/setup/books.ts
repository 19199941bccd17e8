/** What `npm run books` proves, of a local cloud that a test holds. */
import { StockBooks } from '../../cloudfunctions/core/account';
import { allBooks, allStocks, checkCoupons } from '../../scripts/books/check';
import { openDatabase } from '../../scripts/books/database';

/** What is wrong with any member's, stock's or coupon's books, one sentence each. */
export async function wrongInBooks(origin: string): Promise<string[]> {
  const place = { env: 'local', secretId: 'any', secretKey: 'any', serviceUrl: `${origin}/admin` };
  const database = openDatabase(place);
  const stocked = new StockBooks(await allStocks(database));
  const wrong: string[] = [];
  for await (const book of allBooks(database)) {
    wrong.push(...book.wrong.map((what) => `${book.member.number}: ${what}`));
    stocked.add(book);
  }
  const stocks = stocked.result(await allStocks(database));
  const coupons = await checkCoupons(database);
  return [...wrong, ...stocks.wrong, ...stocks.moving.map((id) => `${id}: it moves`), ...coupons.wrong];
}
