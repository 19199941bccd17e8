/** Writes outside of transactions: one after another, waiting for the locks of transactions, answered after the commit. */
import { refusing } from './refusals';
import type { Catalogue } from './storage/catalogue';
import { type Change, type Draft, draft, duplicateKey, put, uniqueTaken } from './storage/change';
import type { Store, View } from './storage/store';
import type { Transaction, Transactions } from './transactions';

export interface Written<T> {
  changes: Change[];
  answer: T;
}

type Outcome<T> = { blockedBy: Transaction } | { answer: T };

export class Writer {
  constructor(
    private readonly store: Store,
    private readonly catalogue: Catalogue,
    private readonly transactions: Transactions,
  ) {}

  /**
   * `prepare` sees the newest state and runs again after waiting for a lock.
   * @throws CloudError; changes before the refused one stay, as in MongoDB
   */
  async write<T>(prepare: (view: View) => Written<T>): Promise<T> {
    for (;;) {
      const pending = new Set<string>();
      try {
        const outcome = await this.store.commit(() => refusing(() => this.attempt(prepare, pending)));
        if ('answer' in outcome) return outcome.answer;
        await outcome.blockedBy.ended;
      } finally {
        this.transactions.settled(pending);
      }
    }
  }

  private attempt<T>(prepare: (view: View) => Written<T>, pending: Set<string>): Outcome<T> {
    const { changes, answer } = prepare(this.store.newest());
    const drafts = changes.map(draft);
    for (const { names } of drafts) {
      for (const name of names) {
        const holder = this.transactions.holder(name);
        if (holder) return { blockedBy: holder };
      }
    }
    for (const drafted of drafts) {
      this.refuseDuplicates(drafted);
      this.transactions.noteWrite(drafted.names, pending);
      put(this.store, this.catalogue, drafted);
    }
    return { answer };
  }

  private refuseDuplicates(drafted: Draft): void {
    if (!drafted.before && this.store.newest().has(drafted.key)) throw duplicateKey(drafted);
    for (const { index, prefix } of uniqueTaken(drafted)) {
      if (this.catalogue.heldByOther(prefix, drafted.key)) throw duplicateKey(drafted, index);
    }
  }
}
