import cloud from 'wx-server-sdk';
import { type Commands, conditioned } from './conditions';
import type { Meter } from './meter';
import { type Change, type Match, type Query, type Store, StoreError } from './store';

type Database = ReturnType<typeof cloud.database>;

let opened: Database | undefined;

function database(): Database {
  if (!opened) {
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });
    opened = cloud.database();
  }
  return opened;
}

/** The store on CloudBase's database, for one call. */
export function cloudStore(meter: Meter): Store {
  const db = database();
  const ask = <T>(operation: string, request: () => Promise<T>): Promise<T> =>
    meter.measure(async () => {
      try {
        return await request();
      } catch (cause) {
        throw new StoreError(operation, cause);
      }
    });
  const store: Store = {
    find: <T>(collection: string, query: Query) =>
      ask(`find ${collection}`, async () => {
        let asked = db.collection(collection).where(conditions(db, query.where));
        if (query.order) asked = asked.orderBy(...query.order);
        if (query.fields) asked = asked.field(Object.fromEntries(query.fields.map((name) => [name, true])));
        const answer = (await asked.limit(query.limit).get()) as { data: unknown[] };
        return answer.data as T[];
      }),
    add: (collection, document) =>
      ask(`add ${collection}`, async () => {
        await db.collection(collection).add({ data: stamped(db, document) });
      }),
    addAll: (collection, documents) =>
      ask(`addAll ${collection}`, async () => {
        await db
          .collection(collection)
          .add({ data: documents.map((document) => stamped(db, document)) as unknown as object });
      }),
    update: (collection, id, where, change) =>
      ask(`update ${collection}`, async () => {
        const answer = (await db
          .collection(collection)
          .where(conditions(db, { _id: id, ...where }))
          .update({ data: changes(db, change) })) as { stats: { updated: number } };
        return answer.stats.updated > 0;
      }),
    updateAll: (collection, where, change) =>
      ask(`updateAll ${collection}`, async () => {
        const answer = (await db
          .collection(collection)
          .where(conditions(db, where))
          .update({ data: changes(db, change) })) as { stats: { updated: number } };
        return answer.stats.updated;
      }),
    // The database removes all that match: the bound comes from asking for their ids first.
    remove: async (collection, where, limit) => {
      const gone = await store.find<{ _id: string }>(collection, { where, limit, fields: ['_id'] });
      if (gone.length === 0) return 0;
      return ask(`remove ${collection}`, async () => {
        const ids = gone.map(({ _id }) => _id);
        const answer = (await db
          .collection(collection)
          .where(conditions(db, { ...where, _id: { in: ids } }))
          .remove()) as { stats: { removed: number } };
        return answer.stats.removed;
      });
    },
  };
  return store;
}

/** `bornAt` is the database's own clock at the insert: roll-ups find rows by it that were written late. */
function stamped(db: Database, document: object): object {
  return { ...document, bornAt: db.serverDate() };
}

function conditions(db: Database, match: Match): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(match).map(([path, condition]) => [
      path,
      conditioned(db.command as unknown as Commands<unknown>, condition),
    ]),
  );
}

/**
 * Every value goes through `_.set`: the SDK flattens a plain nested object to dotted keys, which would overwrite only a
 * part of what is there and drop empty objects (@cloudbase/database 1.4.3, serializer/update).
 */
function changes(db: Database, change: Change): Record<string, unknown> {
  const _ = db.command;
  return Object.fromEntries([
    ...Object.entries(change.set ?? {}).map(([path, value]) => [path, _.set(value)]),
    ...(change.unset ?? []).map((path) => [path, _.remove()]),
    ...Object.entries(change.inc ?? {}).map(([path, by]) => [path, _.inc(by)]),
  ]);
}
