/**
 * Pages of documents in the order of one field, exact also where many have the same value there (members of one import
 * joined in the same instant): the database orders by one field, so within a value they are ordered by id.
 */
import type { Collection, Condition, Match, Reader } from './store';

/** The last one shown: its value and id. */
export interface Place {
  at: number | string;
  id: string;
}

interface Strip {
  where: Match;
  /** Field of the order; `where` may bound it by `from` and `before`. */
  by: string;
  towards: 'asc' | 'desc';
  place: Place | null;
  limit: number;
  /** The field's bounds. */
  span?: { from: number | string; before: number | string };
}

type Stored = { _id: string };

/** At most `limit` after the place; `next` is where the following page begins. */
export async function pageOf<T extends Stored>(
  store: Reader,
  collection: Collection,
  strip: Strip,
): Promise<{ found: T[]; next: Place | null }> {
  const wanted = strip.limit + 1;
  const { place } = strip;
  const same = place ? await alike<T>(store, collection, strip, place, wanted) : [];
  const further = same.length < wanted ? await beyond<T>(store, collection, strip, wanted - same.length) : [];
  const all = [...same, ...further];
  const found = all.slice(0, strip.limit);
  const last = found.at(-1);
  const next = all.length > strip.limit && last ? { at: rankOf(last, strip.by), id: last._id } : null;
  return { found, next };
}

/** Those with the place's value that come after it. */
function alike<T extends Stored>(
  store: Reader,
  collection: Collection,
  { where, by }: Strip,
  { at, id }: Place,
  limit: number,
): Promise<T[]> {
  const query = { where: { ...where, [by]: at, _id: { gt: id } }, limit };
  return store.find<T>(collection, { ...query, order: ['_id', 'asc'] });
}

/** Those with the values after the place's. Of the last value there may be more than fit, and the database has chosen any of them. */
async function beyond<T extends Stored>(
  store: Reader,
  collection: Collection,
  strip: Strip,
  limit: number,
): Promise<T[]> {
  const { where, by, towards } = strip;
  const bounds = boundsOf(strip);
  const query = { where: { ...where, ...(bounds ? { [by]: bounds } : {}) }, limit };
  const found = await store.find<T>(collection, { ...query, order: [by, towards] });
  const ordered = (list: T[]) => list.sort((a, b) => compared(a, b, by) * (towards === 'asc' ? 1 : -1) || byId(a, b));
  const last = found.at(-1);
  if (!last || found.length < limit) return ordered(found);
  const value = rankOf(last, by);
  const before = ordered(found.filter((each) => rankOf(each, by) !== value));
  return [...before, ...(await alike<T>(store, collection, strip, { at: value, id: '' }, limit - before.length))];
}

function boundsOf({ towards, place, span }: Strip): Condition | null {
  if (!place) return span ?? null;
  if (towards === 'desc') return { from: span?.from ?? 0, before: place.at };
  return span ? { from: after(place.at), before: span.before } : { gt: place.at };
}

/** The very next text. */
function after(at: number | string): number | string {
  return typeof at === 'string' ? `${at}\u0000` : at + 1;
}

function rankOf(document: Stored, by: string): number | string {
  const value = by.split('.').reduce<unknown>((of, name) => (of as Record<string, unknown> | null)?.[name], document);
  return typeof value === 'string' || typeof value === 'number' ? value : '';
}

function compared(a: Stored, b: Stored, by: string): number {
  const [one, other] = [rankOf(a, by), rankOf(b, by)];
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
}

function byId(a: Stored, b: Stored): number {
  return a._id < b._id ? -1 : 1;
}

/** Opaque to the phone, checked when it comes back. */
export function cursorAfter({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** The place that a cursor stands for; null for anything that was never handed out. */
export function placeOf(cursor: string, type: 'number' | 'string'): Place | null {
  try {
    const [at, id, ...more] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (more.length > 0 || typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id)) return null;
    if (typeof at !== type || (typeof at === 'number' && !(Number.isSafeInteger(at) && at > 0))) return null;
    const place = { at: at as number | string, id };
    return cursorAfter(place) === cursor ? place : null;
  } catch (unreadable) {
    if (unreadable instanceof SyntaxError || unreadable instanceof TypeError) return null;
    throw unreadable;
  }
}
