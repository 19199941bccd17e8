import type { Environment } from '../../platform/environment';
import { ensure } from '../../platform/store';
import type { Birth } from './entry';

/** Inserts what an entry gave birth to, one request each: a batch stops at its first duplicate. May be repeated. */
export async function deliverBirths(env: Environment, births: readonly Birth[]): Promise<void> {
  await Promise.all(births.map(({ collection, document }) => ensure(env.store, collection, document)));
}
