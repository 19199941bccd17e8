/** Everything that a shop's database holds, document by document. */
import { createHash } from 'node:crypto';
import { collections } from '../../../cloudfunctions/manifest/collections';
import type { Collection, Store } from '../../../cloudfunctions/platform/store';

const PAGE = 1_000;

/** `<collection> <id>` -> digest of the document. */
export type Whole = ReadonlyMap<string, string>;

export async function wholeOf(store: Store): Promise<Whole> {
  const whole = new Map<string, string>();
  for (const collection of Object.keys(collections) as Collection[]) {
    let page: { _id: string }[] = [];
    do {
      const where = { _id: { gt: page.at(-1)?._id ?? '' } };
      page = await store.find<{ _id: string }>(collection, { where, order: ['_id', 'asc'], limit: PAGE });
      for (const each of page)
        whole.set(`${collection} ${each._id}`, createHash('sha256').update(JSON.stringify(each)).digest('hex'));
    } while (page.length === PAGE);
  }
  return whole;
}

/** Names of documents that are new, changed or gone. */
export function changesOf(before: Whole, after: Whole): string[] {
  const touched = [...after].filter(([name, digest]) => before.get(name) !== digest).map(([name]) => name);
  return [...touched, ...[...before.keys()].filter((name) => !after.has(name))];
}
