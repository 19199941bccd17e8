/** Sorting as MongoDB sorts: an array counts by its least element going up, by its greatest going down. */
import { compareValues, type Document } from '../values/order';
import { splitPath, valuesAt } from '../values/paths';
import type { Sort } from './plan';

/** Sorts before null. */
const EMPTY = Symbol('empty array');

function compareKeys(a: unknown, b: unknown): number {
  if (a === EMPTY || b === EMPTY) return a === b ? 0 : a === EMPTY ? -1 : 1;
  return compareValues(a, b);
}

function sortKey(document: Document, path: string[], direction: 1 | -1): unknown {
  const found = valuesAt(document, path);
  if (found.length === 1 && !Array.isArray(found[0])) return found[0];
  const keys = found.flatMap((value) => (!Array.isArray(value) ? [value] : value.length === 0 ? [EMPTY] : value));
  if (keys.length === 0) return undefined;
  return keys.reduce((best, key) => (compareKeys(key, best) * direction < 0 ? key : best));
}

/** Equal rows keep their order. */
export function sortRows<T extends { document: Document }>(rows: T[], sort: Sort): T[] {
  const paths = sort.map(([field]) => splitPath(field));
  const keyed = rows.map((row) => ({
    row,
    keys: sort.map(([, direction], at) => sortKey(row.document, paths[at] as string[], direction)),
  }));
  keyed.sort((a, b) => {
    for (let at = 0; at < sort.length; at++) {
      const order = compareKeys(a.keys[at], b.keys[at]);
      if (order !== 0) return order * (sort[at] as [string, 1 | -1])[1];
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}
