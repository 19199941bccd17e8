import type { Environment } from '../../platform/environment';
import { type Collection, ensure } from '../../platform/store';
import { type Entry, type Executed, journalOf, type Member } from '../account';

/**
 * Documents that an entry gave birth to, in the order of `ids`. Right after the commit they are what the entry says; in a
 * repeat they may have gone on since, and are read. What is not there yet is left out.
 */
export async function bornOf<T extends { _id: string }>(
  env: Environment,
  { fact, repeated }: Executed,
  collection: Collection,
  ids: readonly string[],
): Promise<T[]> {
  if (ids.length === 0) return [];
  const { births } = fact as Partial<Entry>;
  const found =
    births && !repeated
      ? births.filter((birth) => birth.collection === collection).map(({ document }) => document as T)
      : await env.store.find<T>(collection, { where: { _id: { in: ids } }, limit: ids.length });
  return ids.flatMap((id) => found.find(({ _id }) => _id === id) ?? []);
}

/**
 * Documents that the member's journal gave birth to and that nobody has delivered yet: the call that made them has died.
 * Afterwards they are there. What is in `seen` needs no look.
 */
export async function bornLate<T extends { _id: string }>(
  env: Environment,
  member: Member,
  collection: Collection,
  seen: readonly string[] = [],
): Promise<T[]> {
  const births = journalOf(member)
    .flatMap((entry) => entry.births)
    .filter((birth) => birth.collection === collection && !seen.includes(birth.document._id));
  if (births.length === 0) return [];
  const ids = births.map(({ document }) => document._id);
  const where = { _id: { in: ids } };
  const present = await env.store.find<{ _id: string }>(collection, { where, limit: ids.length, fields: ['_id'] });
  const missing = births.filter(({ document }) => !present.some(({ _id }) => _id === document._id));
  await Promise.all(missing.map(({ document }) => ensure(env.store, collection, document)));
  return missing.map(({ document }) => document as T);
}
