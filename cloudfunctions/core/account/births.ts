import type { Environment } from '../../platform/environment';
import { ensure, StoreError } from '../../platform/store';
import type { Birth } from './entry';
import { journalOf, type Member } from './member';

/** Inserts what an entry gave birth to, one request each: a batch stops at its first duplicate. May be repeated. */
export async function deliverBirths(env: Environment, births: readonly Birth[]): Promise<void> {
  await Promise.all(births.map(({ collection, document }) => ensure(env.store, collection, document)));
}

/** The call that committed an entry delivers its births within this time, ms; the sweeper comes after a minute. */
const CALL_MS = 2_000;
const SWEEPER_MS = 90_000;

/** What a call left undone that died after its commit: the member's next call need not wait for the sweeper. */
export async function deliverOverdueBirths(env: Environment, member: Member): Promise<void> {
  const overdue = journalOf(member).filter(({ at }) => at + CALL_MS <= env.now && env.now < at + SWEEPER_MS);
  const births = overdue.flatMap((entry) => entry.births);
  try {
    await deliverBirths(env, births);
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    // The command at hand does not depend on them, and the sweeper will come.
    env.alarm(unanswered.message);
  }
}
