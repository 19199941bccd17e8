/** The database in memory: each request is one atomic step, and copies go in and out. */
import {
  type Change,
  type Collection,
  type Condition,
  type Match,
  type Query,
  type Store,
  StoreError,
} from '../../../cloudfunctions/platform/store';

type Document = { _id: string } & Record<string, unknown>;

/** One request, applied as a whole when somebody decides so. */
export interface Request {
  name: string;
  writes: boolean;
  apply(): unknown;
}

export class Memory {
  private collections = new Map<Collection, Map<string, Document>>();

  /** @param clock what `bornAt` is stamped with, ms */
  constructor(private clock: () => number) {}

  all(collection: Collection): Document[] {
    return [...this.rows(collection).values()].map((row) => structuredClone(row));
  }

  /** A store whose requests go through `send`, which may delay, lose or drop them. */
  store(send: (request: Request) => Promise<unknown>): Store {
    const ask = <T>(name: string, writes: boolean, apply: () => T) => send({ name, writes, apply }) as Promise<T>;
    return {
      find: <T>(collection: Collection, query: Query) =>
        ask(`find ${collection}`, false, () => this.find(collection, query) as T[]),
      add: (collection, document) => ask(`add ${collection}`, true, () => this.insert(collection, [document])),
      addAll: (collection, documents) => ask(`addAll ${collection}`, true, () => this.insert(collection, documents)),
      update: (collection, id, where, change) =>
        ask(`update ${collection}`, true, () => this.update(collection, id, where, change)),
      updateAll: (collection, where, change) =>
        ask(`updateAll ${collection}`, true, () => this.updateAll(collection, where, change)),
      remove: (collection, where, limit) =>
        ask(`remove ${collection}`, true, () => this.remove(collection, where, limit)),
    };
  }

  /** Everything at once and at its word. */
  plain(): Store {
    return this.store(async (request) => request.apply());
  }

  private rows(collection: Collection): Map<string, Document> {
    const rows = this.collections.get(collection) ?? new Map<string, Document>();
    this.collections.set(collection, rows);
    return rows;
  }

  private find(collection: Collection, query: Query): Document[] {
    const id = query.where._id;
    const rows = this.rows(collection);
    const candidates = typeof id === 'string' ? [rows.get(id)].filter((row) => row !== undefined) : [...rows.values()];
    const found = candidates.filter((row) => holds(row, query.where));
    if (query.order) {
      const [field, direction] = query.order;
      found.sort((a, b) => compare(read(a, field), read(b, field)) * (direction === 'asc' ? 1 : -1));
    }
    return found.slice(0, query.limit).map((row) => structuredClone(row));
  }

  private insert(collection: Collection, documents: readonly { _id: string }[]): void {
    const rows = this.rows(collection);
    for (const document of documents) {
      if (rows.has(document._id)) throw new StoreError(`add ${collection}`, 'duplicate key');
      rows.set(document._id, { ...structuredClone(document), bornAt: new Date(this.clock()) });
    }
  }

  private update(collection: Collection, id: string, where: Match, change: Change): boolean {
    const row = this.rows(collection).get(id);
    if (!row || !holds(row, where)) return false;
    for (const [path, value] of Object.entries(change.set ?? {})) write(row, path, structuredClone(value));
    for (const path of change.unset ?? []) remove(row, path);
    for (const [path, by] of Object.entries(change.inc ?? {})) write(row, path, Number(read(row, path) ?? 0) + by);
    return true;
  }

  private updateAll(collection: Collection, where: Match, change: Change): number {
    const found = [...this.rows(collection).values()].filter((row) => holds(row, where));
    return found.filter((row) => this.update(collection, row._id, {}, change)).length;
  }

  private remove(collection: Collection, where: Match, limit: number): number {
    const gone = this.find(collection, { where, limit });
    for (const { _id } of gone) this.rows(collection).delete(_id);
    return gone.length;
  }
}

function holds(row: Document, match: Match): boolean {
  return Object.entries(match).every(([field, condition]) => meets(read(row, field), condition));
}

function meets(value: unknown, condition: Condition): boolean {
  if (condition === null) return value === null || value === undefined;
  if (typeof condition !== 'object') return value === condition;
  if ('in' in condition) return condition.in.some((one) => one === value);
  if ('not' in condition) return value !== condition.not;
  // As in the database, a range matches values of its own type alone, and so nothing that is absent.
  const isOf = (bound: unknown) => typeof value === typeof bound && value instanceof Date === bound instanceof Date;
  if ('gte' in condition) return isOf(condition.gte) && compare(value, condition.gte) >= 0;
  if ('gt' in condition) return isOf(condition.gt) && compare(value, condition.gt) > 0;
  if ('from' in condition)
    return isOf(condition.from) && compare(value, condition.from) >= 0 && compare(value, condition.before) < 0;
  return isOf(condition.lte) && compare(value, condition.lte) <= 0;
}

function compare(a: unknown, b: unknown): number {
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

function read(row: Document, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | null | undefined)?.[name], row);
}

function write(row: Document, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() as string;
  let at: Record<string, unknown> = row;
  for (const name of names) {
    at[name] ??= {};
    at = at[name] as Record<string, unknown>;
  }
  at[last] = value;
}

function remove(row: Document, path: string): void {
  const names = path.split('.');
  const last = names.pop() as string;
  let at: Record<string, unknown> | undefined = row;
  for (const name of names) at = at?.[name] as Record<string, unknown> | undefined;
  if (at) delete at[last];
}
