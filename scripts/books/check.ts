/** All members, stocks and coupons of a shop, one after the other, whatever happens in the shop meanwhile. */
import { type Book, checkBook, memberOf, type StoredMember } from '../../cloudfunctions/core/account';
import { type Stock, wrongInCoupon } from '../../cloudfunctions/core/stock';
import type { Coupon } from '../../cloudfunctions/core/templates';
import type { Reader } from '../../cloudfunctions/platform/store';

const PAGE = 100;
const AT_ONCE = 8;

/** Every member's book in the order of their ids. */
export async function* allBooks(store: Reader): AsyncGenerator<Book> {
  for await (const page of pages<StoredMember>(store, 'members'))
    for (let start = 0; start < page.length; start += AT_ONCE) {
      const some = page.slice(start, start + AT_ONCE);
      yield* await Promise.all(some.map((member) => checkBook(store, memberOf(member))));
    }
}

export async function allStocks(store: Reader): Promise<Stock[]> {
  const all: Stock[] = [];
  for await (const page of pages<Stock>(store, 'stock')) all.push(...page);
  return all;
}

/** How many coupons there are, and what is wrong with each by itself. */
export async function checkCoupons(store: Reader): Promise<{ coupons: number; wrong: string[] }> {
  const checked = { coupons: 0, wrong: [] as string[] };
  for await (const page of pages<Coupon>(store, 'coupons', ['state', 'usedBy', 'uses', 'hold'])) {
    checked.coupons += page.length;
    for (const coupon of page) checked.wrong.push(...wrongInCoupon(coupon).map((what) => `${coupon._id}：${what}`));
  }
  return checked;
}

/** A collection in the order of its ids. */
export async function* pages<T extends { _id: string }>(
  store: Reader,
  collection: 'members' | 'stock' | 'coupons' | 'referrals' | 'assists',
  fields?: readonly string[],
): AsyncGenerator<T[]> {
  for (let last = ''; ; ) {
    const page = await store.find<T>(collection, {
      where: { _id: { gte: last } },
      order: ['_id', 'asc'],
      limit: PAGE + 1,
      ...(fields ? { fields } : {}),
    });
    yield page.filter(({ _id }) => _id !== last);
    const next = page.at(-1)?._id;
    if (next === undefined || page.length <= PAGE) return;
    last = next;
  }
}
