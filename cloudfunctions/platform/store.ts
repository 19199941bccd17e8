/**
 * What the domain needs of the database, and nothing more: one-document writes under a condition, inserts, bounded reads.
 * The kernel's interleaving test runs the same code on a store in memory.
 */
export type Collection =
  | 'members'
  | 'identities'
  | 'ledger'
  | 'settings'
  | 'stuck'
  | 'programmes'
  | 'notices'
  | 'orders'
  | 'partners'
  | 'requests'
  | 'jobs'
  | 'stock'
  | 'rewards'
  | 'redemptions'
  | 'coupons'
  | 'pools'
  | 'payments'
  | 'refunds'
  | 'shipments'
  | 'deductions'
  | 'staff'
  | 'invites'
  | 'actions'
  | 'tallies'
  | 'consents'
  | 'referrals'
  | 'friendOrders'
  | 'inviters'
  | 'assists'
  | 'rollups'
  | 'activity'
  | 'approvals'
  | 'labs'
  | 'exports'
  | 'imports'
  | 'erasures'
  | 'health';

/**
 * Collections whose documents may be removed: nonces, answers and counts that can no longer be asked for, old replays; what is
 * about a person and has been kept long enough (core/retention), or whose person has left (core/leaving).
 */
export type Forgettable = Extract<
  Collection,
  | 'requests'
  | 'tallies'
  | 'labs'
  | 'notices'
  | 'consents'
  | 'identities'
  | 'inviters'
  | 'actions'
  | 'approvals'
  | 'imports'
  | 'erasures'
>;

export type Scalar = string | number | boolean | null;
/** Dates are the database's own clock alone: `bornAt`. A range matches values of its own type. */
export type Bound = string | number | Date;
export type Condition =
  | Scalar
  | { in: readonly Scalar[] }
  | { lte: Bound }
  | { gte: Bound }
  | { gt: Bound }
  /** From `from` on and before `before`. */
  | { from: Bound; before: Bound }
  | { not: Scalar };
/** All conditions hold. A field that is absent equals null. */
export type Match = Record<string, Condition>;

export interface Change {
  /** Path -> value, replaced as a whole. Paths may have dots. */
  set?: Record<string, unknown>;
  unset?: readonly string[];
  inc?: Record<string, number>;
}

export interface Query {
  where: Match;
  order?: readonly [field: string, direction: 'asc' | 'desc'];
  /** At most 1,000: the platform's own bound. */
  limit: number;
  /** Only these fields (and `_id`); all when absent. */
  fields?: readonly string[];
}

export interface Store {
  find<T>(collection: Collection, query: Query): Promise<T[]>;
  /** Fails when a document with this `_id` (or another unique key) is there. */
  add(collection: Collection, document: { _id: string }): Promise<void>;
  /** Not atomic: a part may have been inserted when it fails. */
  addAll(collection: Collection, documents: readonly { _id: string }[]): Promise<void>;
  /** Condition and change together, on the one document with this `_id`. False: the condition did not hold. */
  update(collection: Collection, id: string, where: Match, change: Change): Promise<boolean>;
  /**
   * All that match, each under the condition for itself and not together; answers how many. For what any worker may do to
   * many documents alike, such as taking a page of messages: who needs to know which ones reads them afterwards.
   */
  updateAll(collection: Collection, where: Match, change: Change): Promise<number>;
  /**
   * Removes at most `limit` documents that match, and answers how many. Only for what nobody may ask for any more. What an
   * entry gave birth to would be born again while the entry waits in a journal: such a document goes when its entry is long
   * since in the ledger, or is looked for again until no journal of its member holds anything.
   */
  remove(collection: Forgettable, where: Match, limit: number): Promise<number>;
}

export type Reader = Pick<Store, 'find'>;

/**
 * The database did not answer as it should: refused, timed out, connection lost. A write may or may not have been
 * applied, or may be applied later.
 */
export class StoreError extends Error {
  constructor(operation: string, cause: unknown) {
    super(`${operation}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'StoreError';
  }
}

export async function findById<T>(
  store: Reader,
  collection: Collection,
  id: string,
  fields?: readonly string[],
): Promise<T | null> {
  const [found] = await store.find<T>(collection, { where: { _id: id }, limit: 1, ...(fields ? { fields } : {}) });
  return found ?? null;
}

/**
 * Inserts a document whose `_id` is determined by what it is. Success when it is there afterwards, whoever put it
 * there. Error texts are not read: they differ between back ends, and a time-out may have inserted it as well.
 * @returns whether this very request is known to have inserted it
 */
export async function ensure(store: Store, collection: Collection, document: { _id: string }): Promise<boolean> {
  try {
    await store.add(collection, document);
    return true;
  } catch (refusal) {
    if (!(refusal instanceof StoreError)) throw refusal;
    if (await findById(store, collection, document._id, ['_id'])) return false;
    throw refusal;
  }
}
