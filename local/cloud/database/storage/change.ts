/** One document's change and what it does to the indexes. */

import { encode } from '../extended-json';
import { BadRequest, DuplicateKey } from '../refusals';
import { type Document, isDocument } from '../values/order';
import { valuesAt } from '../values/paths';
import type { Catalogue, Collection, OpenIndex } from './catalogue';
import { type Entries, entriesOf } from './entries';
import type { Store } from './store';

export interface Change {
  collection: Collection;
  key: Buffer;
  /** Undefined: an insert. */
  before: Document | undefined;
  /** Undefined: a removal. */
  after: Document | undefined;
}

interface IndexChange {
  index: OpenIndex;
  old: Entries | undefined;
  new: Entries | undefined;
}

/** A change that has passed every check that needs no look into the store. */
export interface Draft extends Change {
  text: string | undefined;
  indexes: IndexChange[];
  /** What the change touches, for locks: the document, and each unique key it leaves or takes. */
  names: string[];
}

/** MongoDB's limit on one document. */
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

export const nameOfKey = (key: Buffer): string => key.toString('latin1');

/** Upstream tests refuse keys that begin with $ on insert; MongoDB refuses them on any write. */
function refuseFieldNames(value: unknown): void {
  if (Array.isArray(value)) {
    for (const member of value) refuseFieldNames(member);
  } else if (isDocument(value)) {
    for (const key in value) {
      // JavaScript gives this name a meaning of its own; a document could not carry it through safely.
      if (key === '__proto__') throw new BadRequest('a field named __proto__ is not supported by the local cloud');
      if (key.charCodeAt(0) === 36)
        throw new BadRequest(`The dollar ($) prefixed field '${key}' is not valid for storage.`);
      refuseFieldNames(value[key]);
    }
  }
}

function textOf(document: Document): string {
  refuseFieldNames(document);
  const text = encode(document, 'tagged');
  if (text.length > MAX_DOCUMENT_BYTES || Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) {
    throw new BadRequest('object to insert too large, the maximum is 16777216 bytes');
  }
  return text;
}

/** @throws BadRequest for a document that cannot be stored or indexed */
export function draft(change: Change): Draft {
  const { collection, key, before, after } = change;
  const text = after && textOf(after);
  const names = [nameOfKey(key)];
  const indexes = collection.indexes.map((index): IndexChange => {
    const old = before && entriesOf(collection, index, before, key);
    const fresh = after && entriesOf(collection, index, after, key);
    if (index.unique)
      for (const { prefix } of [...(old?.keys ?? []), ...(fresh?.keys ?? [])]) names.push(nameOfKey(prefix));
    return { index, old, new: fresh };
  });
  return { ...change, text, indexes, names };
}

/** Unique keys the document takes with this change. */
export function uniqueTaken({ indexes }: Draft): { index: OpenIndex; prefix: Buffer }[] {
  return indexes.flatMap(({ index, old, new: fresh }) => {
    if (!index.unique || !fresh) return [];
    const held = new Set(old?.keys.map(({ prefix }) => nameOfKey(prefix)));
    return fresh.keys.filter(({ prefix }) => !held.has(nameOfKey(prefix))).map(({ prefix }) => ({ index, prefix }));
  });
}

/** Puts a change that was checked. Call inside a commit. */
export function put(store: Store, catalogue: Catalogue, { collection, key, text, indexes }: Draft): void {
  let spread = false;
  for (const { index, old, new: fresh } of indexes) {
    const kept = old && new Set(fresh?.keys.map((entry) => nameOfKey(entry.key)));
    const had = old && new Set(old.keys.map((entry) => nameOfKey(entry.key)));
    for (const entry of old?.keys ?? []) if (!kept?.has(nameOfKey(entry.key))) store.removeEntry(entry.key);
    for (const entry of fresh?.keys ?? []) {
      if (!had?.has(nameOfKey(entry.key))) store.putEntry(entry.key, entry.prefix.length);
    }
    fresh?.multikey.forEach((many, at) => {
      if (!many || index.multikey[at]) return;
      index.multikey[at] = true;
      spread = true;
    });
  }
  if (spread) catalogue.save(collection);
  if (text === undefined) store.removeDocument(key);
  else store.putDocument(key, text);
}

function shown(value: unknown): string {
  return value === undefined ? 'null' : encode(value, 'hex');
}

/** As MongoDB 4.0, the platform's, words it: the values without their names. */
export function duplicateKey({ collection, after }: Change, index?: OpenIndex): DuplicateKey {
  const paths = index?.paths ?? [['_id']];
  const values = paths.map((path) => ` : ${shown(valuesAt(after, path)[0])}`).join(',');
  return new DuplicateKey(
    `E11000 duplicate key error collection: tnt-local.${collection.name} index: ${index?.name ?? '_id_'} dup key: {${values} }`,
  );
}
