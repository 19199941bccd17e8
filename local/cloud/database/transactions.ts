/**
 * Transactions with the platform's rules: a snapshot fixed at the first operation, a lock on every document written,
 * a conflict reported at once and deadly, one operation in flight, 30 seconds of life. Write skew is allowed.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeStored } from './extended-json';
import type { Overlay } from './plan/rows';
import { asCloudError, transactionBusy, transactionConflict, transactionMissing } from './refusals';
import type { Catalogue } from './storage/catalogue';
import { type Change, type Draft, draft, duplicateKey, nameOfKey, put, uniqueTaken } from './storage/change';
import { SPACE_BYTES, successor } from './storage/keys';
import type { Snapshot, Store } from './storage/store';

/** The platform answers over a network, so overlapping operations meet; a local answer in microseconds would hide them. */
const HOLD_MS = 1;

interface Own {
  key: Buffer;
  text: string | null;
  change: Change;
}

/** The key of a document in the same collection. */
const idKey = (sibling: Buffer, id: Buffer): Buffer => Buffer.concat([sibling.subarray(0, SPACE_BYTES), id]);

export class Transaction {
  readonly id = randomBytes(16).toString('hex');
  private readonly own = new Map<string, Own>();
  /** Unique key -> the document of this transaction that holds it now. */
  private readonly uniques = new Map<string, string>();
  readonly locked = new Set<string>();
  /** What others have written since the snapshot. */
  dirtied: Set<string> | undefined;
  private taken: Snapshot | undefined;
  busy = false;
  committing = false;
  private finish: () => void = () => undefined;
  readonly ended = new Promise<void>((resolve) => {
    this.finish = resolve;
  });

  constructor(
    private readonly store: Store,
    private readonly transactions: Transactions,
  ) {}

  get view(): Snapshot {
    if (!this.taken) {
      this.taken = this.store.snapshot();
      this.dirtied = this.transactions.unsettled();
    }
    return this.taken;
  }

  get overlay(): Overlay {
    return this.own;
  }

  get changes(): Change[] {
    return [...this.own.values()].map(({ change }) => change);
  }

  /** The text as this transaction sees it. */
  read(key: Buffer): string | undefined {
    const own = this.own.get(nameOfKey(key));
    return own ? (own.text ?? undefined) : this.view.document(key);
  }

  /** @throws CloudError DATABASE_TRANSACTION_CONFLICT, DuplicateKey, BadRequest */
  write(change: Change): void {
    const drafted = draft(change);
    const view = this.view;
    if (drafted.names.some((name) => this.dirtied?.has(name) || this.transactions.holder(name, this)))
      throw transactionConflict();
    this.refuseDuplicates(drafted, view);
    for (const name of drafted.names) this.transactions.lock(name, this);
    const name = nameOfKey(change.key);
    for (const { index, old } of drafted.indexes) {
      if (index.unique) for (const { prefix } of old?.keys ?? []) this.uniques.delete(nameOfKey(prefix));
    }
    for (const { index, new: fresh } of drafted.indexes) {
      if (index.unique) for (const { prefix } of fresh?.keys ?? []) this.uniques.set(nameOfKey(prefix), name);
    }
    this.own.set(name, { key: change.key, text: drafted.text ?? null, change });
  }

  private refuseDuplicates(drafted: Draft, view: Snapshot): void {
    const self = nameOfKey(drafted.key);
    for (const { index, prefix } of uniqueTaken(drafted)) {
      const holder = this.uniques.get(nameOfKey(prefix));
      if (holder !== undefined && holder !== self) throw duplicateKey(drafted, index);
      for (const { id } of view.entries({ from: prefix, to: successor(prefix) }, false)) {
        const other = nameOfKey(idKey(drafted.key, id));
        if (other !== self && !this.own.has(other)) throw duplicateKey(drafted, index);
      }
    }
  }

  release(): void {
    this.taken?.release();
    this.finish();
  }
}

export class Transactions {
  private readonly live = new Map<string, { transaction: Transaction; timer: NodeJS.Timeout }>();
  private readonly holders = new Map<string, Transaction>();
  /** What writes have put that are not yet committed: a snapshot taken now may miss them. */
  private readonly pending = new Set<Set<string>>();

  constructor(
    private readonly store: Store,
    private readonly catalogue: Catalogue,
    private readonly lifeMs: number,
  ) {}

  start(): string {
    const transaction = new Transaction(this.store, this);
    const timer = setTimeout(() => this.end(transaction), this.lifeMs);
    timer.unref();
    this.live.set(transaction.id, { transaction, timer });
    return transaction.id;
  }

  holder(name: string, except?: Transaction): Transaction | undefined {
    const holder = this.holders.get(name);
    return holder === except ? undefined : holder;
  }

  lock(name: string, transaction: Transaction): void {
    this.holders.set(name, transaction);
    transaction.locked.add(name);
  }

  unsettled(): Set<string> {
    return new Set([...this.pending].flatMap((names) => [...names]));
  }

  /** Call where a write is put, with a set that lives until it is committed. */
  noteWrite(names: string[], pending: Set<string>): void {
    this.pending.add(pending);
    for (const name of names) {
      pending.add(name);
      for (const { transaction } of this.live.values()) transaction.dirtied?.add(name);
    }
  }

  settled(pending: Set<string>): void {
    this.pending.delete(pending);
  }

  private get(id: unknown): Transaction {
    const found = typeof id === 'string' ? this.live.get(id) : undefined;
    if (!found) throw transactionMissing();
    if (found.transaction.busy) throw transactionBusy();
    return found.transaction;
  }

  /** One operation. As in MongoDB, any failure of one ends the transaction. */
  async run<T>(id: unknown, operation: (transaction: Transaction) => T): Promise<T> {
    const transaction = this.get(id);
    transaction.busy = true;
    try {
      await pause(HOLD_MS);
      if (!this.live.has(transaction.id)) throw transactionMissing();
      return operation(transaction);
    } catch (error) {
      this.end(transaction);
      throw asCloudError(error);
    } finally {
      transaction.busy = false;
    }
  }

  async commit(id: unknown): Promise<void> {
    const transaction = this.get(id);
    transaction.busy = true;
    transaction.committing = true;
    clearTimeout(this.live.get(transaction.id)?.timer);
    const pending = new Set<string>();
    try {
      if (transaction.changes.length > 0) await this.store.commit(() => this.putAll(transaction, pending));
    } finally {
      this.settled(pending);
      this.end(transaction);
    }
  }

  /** Everything was locked and checked when it was written, so nothing is refused here. */
  private putAll(transaction: Transaction, pending: Set<string>): void {
    const view = this.store.newest();
    const drafts = transaction.changes.map((change) => {
      const text = view.document(change.key);
      return draft({ ...change, before: text === undefined ? undefined : decodeStored(text) });
    });
    for (const drafted of drafts) {
      if (!drafted.before && !drafted.after) continue;
      this.noteWrite(drafted.names, pending);
      put(this.store, this.catalogue, drafted);
    }
  }

  /**
   * Ends it at once, also while an operation is on its way, which then finds no transaction any more: refused as busy,
   * an abort that runTransaction sends and whose refusal it ignores would leave the locks for 30 seconds [guess].
   */
  async abort(id: unknown): Promise<void> {
    const found = typeof id === 'string' ? this.live.get(id) : undefined;
    if (!found) throw transactionMissing();
    if (found.transaction.committing) throw transactionBusy();
    this.end(found.transaction);
  }

  private end(transaction: Transaction): void {
    const found = this.live.get(transaction.id);
    if (!found) return;
    clearTimeout(found.timer);
    this.live.delete(transaction.id);
    for (const name of transaction.locked) this.holders.delete(name);
    transaction.release();
  }

  close(): void {
    for (const { transaction } of [...this.live.values()]) this.end(transaction);
  }
}
