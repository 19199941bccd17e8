/**
 * The ordered, durable key-value store: one LMDB environment, three tables.
 *   catalogue  collections and their indexes
 *   documents  collection + _id -> Extended JSON
 *   entries    index + values + _id -> how many bytes lie before the _id
 * Writes run one after another inside `commit`; several may share one disk flush, and the promise resolves after it.
 */
import { open, type RootDatabase, type Database as Table, type Transaction } from 'lmdb';

/** Keys in [from, to). */
export interface Span {
  from: Buffer;
  to: Buffer | undefined;
}

/** The database at one moment: the newest, the state inside a commit, or a kept snapshot. */
export interface View {
  document(key: Buffer): string | undefined;
  has(key: Buffer): boolean;
  documents(span: Span, reverse: boolean): Iterable<{ key: Buffer; value: string }>;
  /** `id` is the end of the document's key, after its collection. */
  entries(span: Span, reverse: boolean): Iterable<{ id: Buffer }>;
  countDocuments(span: Span): number;
}

export interface Snapshot extends View {
  release(): void;
}

/** LMDB includes the start and leaves out the end, also backwards: there the span's own end must be left out. */
function rangeOf(span: Span, reverse: boolean, transaction: Transaction | undefined) {
  const held = transaction ? { transaction } : {};
  if (!reverse) return { start: span.from, ...(span.to ? { end: span.to } : {}), ...held };
  return {
    ...(span.to ? { start: span.to, exclusiveStart: true } : {}),
    end: span.from,
    inclusiveEnd: true,
    reverse,
    ...held,
  };
}

/** Each open transaction keeps one; LMDB's own 126 are soon used up by transactions that nobody ended. 64 bytes each. */
const MAX_SNAPSHOTS = 8192;

const LENGTHS: Buffer[] = [];

function lengthAsValue(bytes: number): Buffer {
  const known = LENGTHS[bytes];
  if (known) return known;
  const value = Buffer.alloc(2);
  value.writeUInt16BE(bytes);
  LENGTHS[bytes] = value;
  return value;
}

export class Store {
  private readonly root: RootDatabase<string, Buffer>;
  private readonly catalogueTable: Table<string, Buffer>;
  private readonly documentTable: Table<string, Buffer>;
  private readonly entryTable: Table<Buffer, Buffer>;

  constructor(dir: string) {
    this.root = open({ path: dir, maxDbs: 4, maxReaders: MAX_SNAPSHOTS, keyEncoding: 'binary', encoding: 'string' });
    this.catalogueTable = this.root.openDB<string, Buffer>({
      name: 'catalogue',
      keyEncoding: 'binary',
      encoding: 'string',
    });
    this.documentTable = this.root.openDB<string, Buffer>({
      name: 'documents',
      keyEncoding: 'binary',
      encoding: 'string',
    });
    this.entryTable = this.root.openDB<Buffer, Buffer>({ name: 'entries', keyEncoding: 'binary', encoding: 'binary' });
  }

  /** Runs alone; what it has put stays even if it throws, so refuse first and put afterwards. */
  commit<T>(change: () => T): Promise<T> {
    return this.root.transaction(change);
  }

  /** The newest committed state, or inside `commit` the state as changed so far. */
  newest(): View {
    return this.viewWith(undefined);
  }

  /** Call before reading outside of `commit`: LMDB keeps a reader for about a millisecond, longer than a client's next request may take. */
  refresh(): void {
    this.documentTable.resetReadTxn();
  }

  snapshot(): Snapshot {
    this.refresh();
    const transaction = this.documentTable.useReadTransaction();
    return { ...this.viewWith(transaction), release: () => transaction.done() };
  }

  private viewWith(transaction: Transaction | undefined): View {
    const held = transaction ? { transaction } : {};
    return {
      document: (key) => this.documentTable.get(key, held),
      has: (key) => (transaction ? this.documentTable.get(key, held) !== undefined : this.documentTable.doesExist(key)),
      documents: (span, reverse) => this.documentTable.getRange(rangeOf(span, reverse, transaction)),
      entries: (span, reverse) =>
        this.entryTable
          .getRange(rangeOf(span, reverse, transaction))
          .map(({ key, value }) => ({ id: key.subarray(value.readUInt16BE()) })),
      countDocuments: (span) => this.documentTable.getCount(rangeOf(span, false, transaction)),
    };
  }

  putDocument(key: Buffer, text: string): void {
    this.documentTable.put(key, text);
  }

  removeDocument(key: Buffer): void {
    this.documentTable.remove(key);
  }

  putEntry(key: Buffer, prefixBytes: number): void {
    this.entryTable.put(key, lengthAsValue(prefixBytes));
  }

  removeEntry(key: Buffer): void {
    this.entryTable.remove(key);
  }

  *catalogue(): Iterable<{ name: string; text: string }> {
    for (const { key, value } of this.catalogueTable.getRange({})) yield { name: key.toString('utf8'), text: value };
  }

  putCatalogue(name: string, text: string): void {
    this.catalogueTable.put(Buffer.from(name), text);
  }

  close(): Promise<void> {
    return this.root.close();
  }
}
