/** update, set, remove and updateAndReturn. */
import { plainContext } from '../aggregate/context';
import { decodeStored, encode } from '../extended-json';
import { matching, type Overlay } from '../plan/rows';
import type { Filter } from '../query/filter';
import { invalidParam, refusing } from '../refusals';
import { type Body, decodedDocument, filterForWrite, refuseOversize } from '../request';
import { type Collection, keyOf } from '../storage/catalogue';
import type { Change } from '../storage/change';
import type { View } from '../storage/store';
import { compileUpdate } from '../update/update';
import { type Document, equalValues } from '../values/order';
import type { Written } from '../writer';

/** What a write sees: the newest state, or a transaction's. */
export interface Sight {
  view: View;
  overlay?: Overlay;
  read(key: Buffer): string | undefined;
}

/** Decides what to change when it sees the state; may run again after waiting for a lock. */
export type Decision = (sight: Sight) => Written<Record<string, unknown>>;

function chosen(sight: Sight, collection: Collection, filter: Filter, multi: boolean) {
  const { view, overlay } = sight;
  return [...matching(view, collection, { filter, ...(multi ? {} : { limit: 1 }), ...(overlay ? { overlay } : {}) })];
}

function sized(body: Body): void {
  if (typeof body.data === 'string') refuseOversize([body.data]);
}

/** `updated` counts the documents that changed: writing what is already there counts 0. */
function update(body: Body, collection: Collection, nowMs: number): Decision {
  const filter = filterForWrite(body, nowMs);
  const asked = decodedDocument(body, 'data', nowMs);
  const compiled = refusing(() => compileUpdate(asked, plainContext));
  return (sight) => {
    const changes: Change[] = [];
    for (const { key, document } of chosen(sight, collection, filter, body.multi === true)) {
      const after = compiled.applyTo(document, nowMs);
      if (!equalValues(after, document)) changes.push({ collection, key, before: document, after });
    }
    return { changes, answer: { data: { updated: changes.length, upsert_id: null } } };
  };
}

/** `updated` is 1 whenever the document was there, even with the same content [doc, test]. */
function replace(body: Body, collection: Collection, nowMs: number): Decision {
  const { _id } = filterForWrite(body, nowMs).query;
  if (_id === undefined || body.queryType === 'WHERE') throw invalidParam('a document is replaced by its _id');
  const { _id: ignored, ...fields } = decodedDocument(body, 'data', nowMs);
  if (ignored !== undefined && !equalValues(ignored, _id)) throw invalidParam('_id cannot be changed');
  const after: Document = { _id, ...fields };
  const key = refusing(() => keyOf(collection, _id));
  return (sight) => {
    const text = sight.read(key);
    if (text === undefined && body.upsert !== true)
      return { changes: [], answer: { data: { updated: 0, upsert_id: null } } };
    const before = text === undefined ? undefined : decodeStored(text);
    const same = before !== undefined && equalValues(before, after);
    const answer = { data: { updated: before ? 1 : 0, upsert_id: before ? null : _id } };
    return { changes: same ? [] : [{ collection, key, before, after }], answer };
  };
}

export function modify(body: Body, collection: Collection, nowMs: number): Decision {
  sized(body);
  if (body.merge === false) return replace(body, collection, nowMs);
  if (body.upsert === true) throw invalidParam('upsert works with set only');
  return update(body, collection, nowMs);
}

export function remove(body: Body, collection: Collection, nowMs: number): Decision {
  const filter = filterForWrite(body, nowMs);
  return (sight) => {
    const changes = chosen(sight, collection, filter, body.multi === true).map(
      ({ key, document }): Change => ({ collection, key, before: document, after: undefined }),
    );
    return { changes, answer: { data: { deleted: changes.length } } };
  };
}

/** `updated` is 1 for the document found, changed or not [test]. */
export function modifyAndReturn(body: Body, collection: Collection, nowMs: number): Decision {
  sized(body);
  const filter = filterForWrite(body, nowMs);
  const asked = decodedDocument(body, 'data', nowMs);
  const compiled = refusing(() => compileUpdate(asked, plainContext));
  return (sight) => {
    const [row] = chosen(sight, collection, filter, false);
    if (!row) return { changes: [], answer: { data: { updated: 0, doc: null } } };
    const after = compiled.applyTo(row.document, nowMs);
    const changed = !equalValues(after, row.document);
    const changes = changed ? [{ collection, key: row.key, before: row.document, after }] : [];
    return { changes, answer: { data: { updated: 1, doc: encode(after, 'hex') } } };
  };
}
