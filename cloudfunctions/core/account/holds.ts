/** Holds of entries and of attempts. */
import type { Environment } from '../../platform/environment';
import { StoreError } from '../../platform/store';
import { dropHold, type Hold, settleHold } from '../stock';
import { allDone } from './births';
import type { Entry } from './entry';

/** Settles what these entries name, as far as `which` says so. May be repeated. */
export async function settleHolds(
  env: Environment,
  entries: readonly Pick<Entry, 'key' | 'at' | 'holds'>[],
  which: (hold: Hold) => boolean,
): Promise<void> {
  const named = entries.flatMap((entry) => entry.holds.filter(which).map((hold) => ({ entry, hold })));
  await allDone(named.map(({ entry, hold }) => settleHold(env.store, hold, entry)));
}

/**
 * Puts back what an attempt holds. Only before any commit that names them was sent, or when the member was read at a
 * revision above `rev` with no entry, and no row, naming them. What fails stays for the sweeper.
 */
export async function dropHolds(env: Environment, holds: readonly Hold[], rev: number): Promise<void> {
  try {
    await allDone(holds.map((hold) => dropHold(env.store, hold, rev)));
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    env.alarm(unanswered.message);
  }
}
