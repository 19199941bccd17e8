import type { Environment } from '../../platform/environment';
import { ensure } from '../../platform/store';
import type { Birth } from './entry';

/** Inserts what an entry gave birth to, one request each: a batch stops at its first duplicate. May be repeated. */
export async function deliverBirths(env: Environment, births: readonly Birth[]): Promise<void> {
  await allDone(births.map(({ collection, document }) => ensure(env.store, collection, document)));
}

/**
 * Waits for all of them, also when one fails: what is still running after the answer, a frozen instance would go on with
 * in somebody else's call.
 */
export async function allDone(running: readonly Promise<unknown>[]): Promise<void> {
  for (const done of await Promise.allSettled(running)) if (done.status === 'rejected') throw done.reason;
}
