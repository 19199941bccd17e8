/** What an index holds for one document. */
import { BadRequest } from '../refusals';
import { compareValues, type Document } from '../values/order';
import { valuesAt } from '../values/paths';
import type { Collection, OpenIndex } from './catalogue';
import { EMPTY_ARRAY, indexPrefix, SPACE_BYTES } from './keys';

export interface Entries {
  /** `prefix` is the index and the values, `key` adds the document's own key so that equal values stay apart. */
  keys: { prefix: Buffer; key: Buffer }[];
  /** One per field of the index: the document holds an array along its path. Empty when along none. */
  multikey: boolean[];
}

interface Component {
  values: unknown[];
  many: boolean;
}

/** A missing field counts as null; an array gives each of its distinct elements. */
function componentOf(document: Document, path: string[]): Component {
  const found = valuesAt(document, path);
  if (found.length === 1 && !Array.isArray(found[0])) {
    return { values: [found[0] ?? null], many: path.length > 1 && passesArray(document, path) };
  }
  if (found.length === 0) return { values: [null], many: true };
  const values: unknown[] = [];
  for (const value of found) {
    if (!Array.isArray(value)) values.push(value ?? null);
    else if (value.length === 0) values.push(EMPTY_ARRAY);
    else for (const element of value) values.push(element ?? null);
  }
  return { values: distinct(values), many: true };
}

function passesArray(document: Document, path: string[]): boolean {
  let value: unknown = document;
  for (const part of path) {
    if (Array.isArray(value)) return true;
    if (typeof value !== 'object' || value === null) return false;
    value = (value as Document)[part];
  }
  return false;
}

function distinct(values: unknown[]): unknown[] {
  const kept: unknown[] = [];
  for (const value of values) {
    if (!kept.some((other) => sameKey(other, value))) kept.push(value);
  }
  return kept;
}

function sameKey(a: unknown, b: unknown): boolean {
  if (a === EMPTY_ARRAY || b === EMPTY_ARRAY) return a === b;
  return compareValues(a, b) === 0;
}

/** @throws BadRequest for a key that is too long, or arrays along two paths that do not begin alike */
export function entriesOf(collection: Collection, index: OpenIndex, document: Document, documentKey: Buffer): Entries {
  const components = index.paths.map((path) => componentOf(document, path));
  const own = documentKey.subarray(SPACE_BYTES);
  const entry = (row: unknown[]) => {
    const prefix = indexPrefix(index.id, row, index.directions);
    return { prefix, key: Buffer.concat([prefix, own]) };
  };
  if (!components.some(({ many }) => many))
    return { keys: [entry(components.map(({ values }) => values[0]))], multikey: [] };
  const roots = new Set(index.paths.filter((_, at) => components[at]?.many).map((path) => path[0]));
  if (roots.size > 1) {
    throw new BadRequest(`cannot index parallel arrays [${[...roots].join('] [')}] in ${collection.name}`);
  }
  let rows: unknown[][] = [[]];
  for (const { values } of components) rows = rows.flatMap((row) => values.map((value) => [...row, value]));
  return { keys: rows.map(entry), multikey: components.map(({ many }) => many) };
}
