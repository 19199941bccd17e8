/** Reading a shop's database from outside of its functions, with the keys of the account that owns it. */
import cloudbase from '@cloudbase/node-sdk';
import { type Commands, conditioned } from '../../cloudfunctions/platform/conditions';
import type { Query, Reader } from '../../cloudfunctions/platform/store';
import { StoreError } from '../../cloudfunctions/platform/store';
import type { Place } from '../place';

export interface Books extends Reader {
  /** How many members there are. */
  members(): Promise<number>;
}

export function openDatabase(place: Place): Books {
  const db = cloudbase.init({ ...place, timeout: 15_000 }).database();
  const ask = async <T>(what: string, request: () => Promise<unknown>): Promise<T> => {
    try {
      const answer = (await request()) as T & { code?: string; message?: string };
      if (answer.code) throw new Error(answer.message ?? answer.code);
      return answer;
    } catch (cause) {
      throw new StoreError(what, cause);
    }
  };
  const commands = db.command as unknown as Commands<unknown>;
  return {
    find: async <T>(collection: string, query: Query) => {
      const where = Object.fromEntries(
        Object.entries(query.where).map(([path, asked]) => [path, conditioned(commands, asked)]),
      );
      let asked = db.collection(collection).where(where);
      if (query.order) asked = asked.orderBy(...query.order);
      if (query.fields) asked = asked.field(Object.fromEntries(query.fields.map((name) => [name, true])));
      const { data } = await ask<{ data: T[] }>(`find ${collection}`, () => asked.limit(query.limit).get());
      return data;
    },
    members: async () => (await ask<{ total: number }>('count members', () => db.collection('members').count())).total,
  };
}
