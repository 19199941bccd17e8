import { collections } from '../../manifest/collections';
import { type Collection, type Reader, StoreError } from '../../platform/store';

/** Everything the shop keeps, as declared. */
export const collectionNames = Object.keys(collections) as Collection[];

/** Reads under way at once. */
const AT_ONCE = 10;

/** Whether one document of each can be read, or that there is none. */
export async function readable(store: Reader): Promise<Record<string, boolean>> {
  const found: [string, boolean][] = [];
  for (let from = 0; from < collectionNames.length; from += AT_ONCE) {
    const some = collectionNames.slice(from, from + AT_ONCE);
    found.push(
      ...(await Promise.all(some.map(async (name) => [name, await isThere(store, name)] as [string, boolean]))),
    );
  }
  return Object.fromEntries(found);
}

async function isThere(store: Reader, name: Collection): Promise<boolean> {
  try {
    await store.find(name, { where: {}, limit: 1, fields: ['_id'] });
    return true;
  } catch (refusal) {
    if (!(refusal instanceof StoreError)) throw refusal;
    return false;
  }
}
