/** What `npm run books` proves, of a local cloud that a test holds. */
import { FriendBooks, StockBooks } from '../../cloudfunctions/core/account';
import { allBooks, allStocks, checkCoupons } from '../../scripts/books/check';
import { openDatabase } from '../../scripts/books/database';
import { promisesOf } from '../../scripts/books/friends';

/** What is wrong with any member's, stock's, coupon's or friend's books, one sentence each. */
export async function wrongInBooks(origin: string): Promise<string[]> {
  const place = { env: 'local', secretId: 'any', secretKey: 'any', serviceUrl: `${origin}/admin` };
  const database = openDatabase(place);
  const stocked = new StockBooks(await allStocks(database));
  const [friends, promised] = [new FriendBooks(), await promisesOf(database)];
  const wrong: string[] = [];
  for await (const book of allBooks(database)) {
    wrong.push(...book.wrong.map((what) => `${book.member.number}: ${what}`));
    stocked.add(book);
    friends.add(book);
  }
  const stocks = stocked.result(await allStocks(database));
  const coupons = await checkCoupons(database);
  const limited = [...stocks.wrong, ...stocks.moving.map((id) => `${id}: it moves`), ...coupons.wrong];
  return [...wrong, ...limited, ...friends.wrong(promised, await promisesOf(database))];
}
