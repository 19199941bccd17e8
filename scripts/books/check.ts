/** All members of a shop, one after the other, whatever happens in the shop meanwhile. */
import { type Book, checkBook, memberOf, type StoredMember } from '../../cloudfunctions/core/account';
import type { Reader } from '../../cloudfunctions/platform/store';

const PAGE = 100;
const AT_ONCE = 8;

/** Every member's book in the order of their ids. */
export async function* allBooks(store: Reader): AsyncGenerator<Book> {
  for (let last = ''; ; ) {
    const page = await store.find<StoredMember>('members', {
      where: { _id: { gte: last } },
      order: ['_id', 'asc'],
      limit: PAGE + 1,
    });
    const members = page.filter(({ _id }) => _id !== last);
    for (let start = 0; start < members.length; start += AT_ONCE) {
      const some = members.slice(start, start + AT_ONCE);
      yield* await Promise.all(some.map((member) => checkBook(store, memberOf(member))));
    }
    const next = members.at(-1)?._id;
    if (next === undefined || page.length <= PAGE) return;
    last = next;
  }
}
