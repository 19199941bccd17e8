/** The database of the local cloud: one method for every `database.*` action of the platform's protocol. */
import { mkdirSync } from 'node:fs';
import type { Manifest } from '../../../cloudfunctions/manifest/schema';
import type { Database, DatabaseOptions } from '../contract';
import { aggregate } from './actions/aggregate';
import { insert, insertWithin } from './actions/insert';
import { type Decision, modify, modifyAndReturn, remove } from './actions/modify';
import { count, get } from './actions/read';
import type { Tally } from './plan/rows';
import { invalidParam } from './refusals';
import type { Body } from './request';
import { Catalogue, type Collection } from './storage/catalogue';
import { Store } from './storage/store';
import { Transactions } from './transactions';
import { Writer } from './writer';

type Answer = Record<string, unknown>;

/** The platform's: a transaction that is neither committed nor aborted by then is gone. */
const TRANSACTION_MS = 30_000;

const inTransaction = (body: Body): boolean => body.transactionId !== undefined && body.transactionId !== '';

export class LocalDatabase implements Database {
  private readonly store: Store;
  private readonly catalogue: Catalogue;
  private readonly transactions: Transactions;
  private readonly writer: Writer;

  constructor({ dir, transactionMs = TRANSACTION_MS }: DatabaseOptions) {
    mkdirSync(dir, { recursive: true });
    this.store = new Store(dir);
    this.catalogue = new Catalogue(this.store);
    this.transactions = new Transactions(this.store, this.catalogue, transactionMs);
    this.writer = new Writer(this.store, this.catalogue, this.transactions);
  }

  private readonly actions: Record<string, (body: Body, nowMs: number) => Promise<Answer>> = {
    'database.addCollection': async (body) => {
      await this.catalogue.create(body.collectionName);
      return {};
    },
    'database.insertDocument': async (body, nowMs) => {
      const collection = this.collectionOf(body);
      if (!inTransaction(body)) return insert(body, collection, this.writer, nowMs);
      return this.transactions.run(body.transactionId, (transaction) =>
        insertWithin(body, collection, transaction, nowMs),
      );
    },
    'database.getDocument': async (body, nowMs) => {
      const collection = this.collectionOf(body);
      if (!inTransaction(body)) return get(body, this.newest(collection), nowMs);
      return this.transactions.run(body.transactionId, ({ view, overlay }) =>
        get(body, { view, overlay, collection }, nowMs),
      );
    },
    'database.modifyDocument': async (body, nowMs) => this.decide(body, modify(body, this.collectionOf(body), nowMs)),
    'database.removeDocument': async (body, nowMs) => this.decide(body, remove(body, this.collectionOf(body), nowMs)),
    'database.modifyAndReturnDoc': async (body, nowMs) =>
      this.decide(body, modifyAndReturn(body, this.collectionOf(body), nowMs)),
    'database.calculateDocument': async (body, nowMs) => count(body, this.newest(this.collectionOf(body)), nowMs),
    'database.aggregateDocuments': async (body, nowMs) =>
      aggregate(body, { ...this.newest(this.collectionOf(body)), named: (name) => this.catalogue.get(name), nowMs }),
    'database.startTransaction': async () => ({ transactionId: this.transactions.start() }),
    'database.commitTransaction': async (body) => {
      await this.transactions.commit(body.transactionId);
      return {};
    },
    'database.abortTransaction': async (body) => {
      await this.transactions.abort(body.transactionId);
      return {};
    },
  };

  /** @throws CloudError with the platform's code and message */
  async perform(action: string, body: Body, nowMs: number): Promise<Answer> {
    const act = Object.hasOwn(this.actions, action) ? this.actions[action] : undefined;
    if (!act) throw invalidParam(`action ${action} does not exist`);
    return act(body, nowMs);
  }

  /** How a `database.getDocument` or `database.aggregateDocuments` is answered: the index chosen and the documents fetched. */
  explain(action: 'database.getDocument' | 'database.aggregateDocuments', body: Body, nowMs: number): Tally {
    const tally: Tally = { index: '', examined: 0 };
    const scope = { ...this.newest(this.collectionOf(body)), tally };
    if (action === 'database.getDocument') get(body, scope, nowMs);
    else aggregate(body, { ...scope, named: (name) => this.catalogue.get(name), nowMs });
    return tally;
  }

  declare(collections: Manifest['collections']): Promise<void> {
    return this.catalogue.declare(collections);
  }

  async close(): Promise<void> {
    this.transactions.close();
    await this.store.close();
  }

  private collectionOf(body: Body): Collection {
    return this.catalogue.get(body.collectionName);
  }

  private newest(collection: Collection) {
    this.store.refresh();
    return { view: this.store.newest(), collection };
  }

  private decide(body: Body, decision: Decision): Promise<Answer> {
    if (!inTransaction(body)) return this.writer.write((view) => decision({ view, read: (key) => view.document(key) }));
    return this.transactions.run(body.transactionId, (transaction) => {
      const { view, overlay } = transaction;
      const { changes, answer } = decision({ view, overlay, read: (key) => transaction.read(key) });
      for (const change of changes) transaction.write(change);
      return answer;
    });
  }
}
