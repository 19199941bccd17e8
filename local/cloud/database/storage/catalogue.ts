/** Which collections and indexes exist. Kept in memory, written with the change that needs it. */
import type { CollectionDeclaration, IndexDeclaration } from '../../../../cloudfunctions/manifest/schema';
import { decodeStored } from '../extended-json';
import { collectionExists, collectionMissing, invalidParam } from '../refusals';
import { splitPath } from '../values/paths';
import { entriesOf } from './entries';
import { documentKey, SPACE_BYTES, spaceOf, successor } from './keys';
import type { Span, Store } from './store';

export interface Index {
  id: number;
  name: string;
  keys: Record<string, 1 | -1>;
  unique: boolean;
  /** One per field: whether any document ever held an array along that path. */
  multikey: boolean[];
  /** False until it was built from all rows. */
  ready: boolean;
}

/** An index with its field paths taken apart once. */
export interface OpenIndex extends Index {
  fields: string[];
  paths: string[][];
  directions: (1 | -1)[];
}

export interface Collection {
  id: number;
  name: string;
  indexes: OpenIndex[];
}

interface Stored {
  id: number;
  indexes: Index[];
}

const BUILD_BATCH = 5000;

export const everythingIn = (spaceId: number): Span => ({ from: spaceOf(spaceId), to: successor(spaceOf(spaceId)) });

function opened(index: Index): OpenIndex {
  const fields = Object.keys(index.keys);
  return { ...index, fields, paths: fields.map(splitPath), directions: Object.values(index.keys) };
}

export class Catalogue {
  private readonly collections = new Map<string, Collection>();
  private lastId = 0;

  constructor(private readonly store: Store) {
    for (const { name, text } of store.catalogue()) {
      const stored = JSON.parse(text) as Stored;
      this.collections.set(name, { id: stored.id, name, indexes: stored.indexes.map(opened) });
      this.lastId = Math.max(this.lastId, stored.id, ...stored.indexes.map((index) => index.id));
    }
  }

  /** @throws CloudError INVALID_PARAM, DATABASE_COLLECTION_NOT_EXIST */
  get(name: unknown): Collection {
    if (typeof name !== 'string' || name === '') throw invalidParam('collectionName must be a non-empty string');
    const collection = this.collections.get(name);
    if (!collection) throw collectionMissing(name);
    return collection;
  }

  /** @throws CloudError INVALID_PARAM, DATABASE_COLLECTION_ALREADY_EXIST */
  async create(name: unknown): Promise<void> {
    if (typeof name !== 'string' || !/^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/.test(name)) {
      throw invalidParam('collectionName must be 1 to 64 letters, digits, _ or -');
    }
    await this.store.commit(() => {
      if (this.collections.has(name)) throw collectionExists(name);
      this.add(name);
    });
  }

  private add(name: string): Collection {
    const collection: Collection = { id: ++this.lastId, name, indexes: [] };
    this.collections.set(name, collection);
    this.save(collection);
    return collection;
  }

  /** Call inside a commit. */
  save(collection: Collection): void {
    const indexes = collection.indexes.map(({ id, name, keys, unique, multikey, ready }) => ({
      id,
      name,
      keys,
      unique,
      multikey,
      ready,
    }));
    const stored: Stored = { id: collection.id, indexes };
    this.store.putCatalogue(collection.name, JSON.stringify(stored));
  }

  async declare(collections: Record<string, CollectionDeclaration>): Promise<void> {
    for (const [name, declaration] of Object.entries(collections)) {
      const collection = await this.store.commit(() => this.collections.get(name) ?? this.add(name));
      for (const index of declaration.indexes) await this.declareIndex(collection, index);
    }
  }

  private async declareIndex(collection: Collection, declared: IndexDeclaration): Promise<void> {
    const existing = collection.indexes.find((index) => index.name === declared.name);
    if (existing) {
      const same = JSON.stringify(Object.entries(existing.keys)) === JSON.stringify(Object.entries(declared.keys));
      if (!same || existing.unique !== (declared.unique ?? false)) {
        throw new Error(`index ${collection.name}.${declared.name} exists with other keys; a name is never reused`);
      }
      if (existing.ready) return;
    }
    const index = existing ?? (await this.store.commit(() => this.addIndex(collection, declared)));
    await this.build(collection, index);
  }

  private addIndex(collection: Collection, declared: IndexDeclaration): OpenIndex {
    const index = opened({
      id: ++this.lastId,
      name: declared.name,
      keys: { ...declared.keys },
      unique: declared.unique ?? false,
      multikey: Object.keys(declared.keys).map(() => false),
      ready: false,
    });
    collection.indexes.push(index);
    this.save(collection);
    return index;
  }

  /** In batches, so that a large collection is no single giant change. A build cut short begins again at the next declaration. */
  private async build(collection: Collection, index: OpenIndex): Promise<void> {
    const whole = everythingIn(collection.id);
    let from: Buffer | undefined = whole.from;
    while (from) {
      const start: Buffer = from;
      from = await this.store.commit(() => this.buildBatch(collection, index, { from: start, to: whole.to }));
    }
    await this.store.commit(() => {
      index.ready = true;
      this.save(collection);
    });
  }

  /** Where the next batch begins; undefined after the last row. */
  private buildBatch(collection: Collection, index: OpenIndex, span: Span): Buffer | undefined {
    const view = this.store.newest();
    const rows: { key: Buffer; text: string }[] = [];
    for (const { key, value } of view.documents(span, false)) {
      rows.push({ key, text: value });
      if (rows.length === BUILD_BATCH) break;
    }
    for (const { key, text } of rows) {
      const entries = entriesOf(collection, index, decodeStored(text), key);
      for (const { prefix, key: entry } of entries.keys) {
        if (index.unique && this.heldByOther(prefix, key)) {
          throw new Error(`index ${collection.name}.${index.name} cannot be unique: two documents share its key`);
        }
        this.store.putEntry(entry, prefix.length);
      }
      entries.multikey.forEach((many, at) => {
        if (many) index.multikey[at] = true;
      });
    }
    const last = rows.at(-1);
    return last && rows.length === BUILD_BATCH ? Buffer.concat([last.key, Buffer.of(0)]) : undefined;
  }

  /** Whether an index entry with these values belongs to another document. */
  heldByOther(prefix: Buffer, own: Buffer): boolean {
    const ownId = own.subarray(SPACE_BYTES);
    for (const { id } of this.store.newest().entries({ from: prefix, to: successor(prefix) }, false)) {
      if (Buffer.compare(id, ownId) !== 0) return true;
    }
    return false;
  }
}

export const keyOf = (collection: Collection, id: unknown): Buffer => documentKey(collection.id, id);
