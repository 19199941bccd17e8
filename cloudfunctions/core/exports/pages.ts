/**
 * Documents in the order of one field and `_id`, page after page. Laws: every document that was there when the list was
 * asked for stands in exactly one page, however many share one value, and whatever is written meanwhile.
 */
import type { DayKey } from '../../../typings/domain';
import type { Collection, Match, Reader } from '../../platform/store';
import { addDays } from '../calendar';

/** An instant, or a day. */
export type Place = number | string;

export interface Cursor {
  /** Where the next page begins. */
  from: Place;
  /** Of this very place what comes after this `_id`; null: all of it. */
  after: string | null;
}

export interface Source {
  collection: Collection;
  /** The field they are ordered by; indexed. */
  by: string;
  /** What else must hold. */
  where: Match;
  /** First place that is not in the list any more. */
  before: Place;
  fields: readonly string[];
}

export type Found = { _id: string } & Record<string, unknown>;

/** `next` is null behind the last one. A page may be shorter than `limit`, or empty. */
export async function pageAfter(
  store: Reader,
  source: Source,
  { from, after }: Cursor,
  limit: number,
): Promise<{ rows: Found[]; next: Cursor | null }> {
  const { collection, by, before, fields, where } = source;
  if (after !== null) {
    const here: Match = { ...where, [by]: from, _id: { gt: after } };
    const rows = await store.find<Found>(collection, { where: here, order: ['_id', 'asc'], limit, fields });
    const last = rows.at(-1);
    return { rows, next: last && rows.length === limit ? { from, after: last._id } : behind(from, before) };
  }
  const range: Match = { ...where, [by]: { from, before } };
  const rows = await store.find<Found>(collection, { where: range, order: [by, 'asc'], limit, fields });
  if (rows.length < limit) return { rows: ordered(rows, by), next: null };
  const last = rows.at(-1)?.[by] as Place;
  // The last place may go on behind this page: the next one begins with it.
  const whole = rows.filter((row) => (row[by] as Place) < last);
  if (whole.length > 0) return { rows: ordered(whole, by), next: { from: last, after: null } };
  return pageAfter(store, source, { from: last, after: '' }, limit);
}

function behind(place: Place, before: Place): Cursor | null {
  const from = typeof place === 'number' ? place + 1 : addDays(place as DayKey, 1);
  return from < before ? { from, after: null } : null;
}

function ordered(rows: readonly Found[], by: string): Found[] {
  const placed = (row: Found) => row[by] as Place;
  return [...rows].sort((a, b) => {
    if (placed(a) !== placed(b)) return placed(a) < placed(b) ? -1 : 1;
    return a._id < b._id ? -1 : 1;
  });
}
