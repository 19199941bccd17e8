/** What a call delivers of its own entries before it answers; the rest, and what fails, is the sweeper's. */
import type { Environment } from '../../platform/environment';
import { StoreError } from '../../platform/store';
import { couponIdOf, type Hold } from '../stock';
import { allDone, deliverBirths } from './births';
import type { Entry } from './entry';
import { settleHolds } from './holds';
import { journalOf, type Member } from './member';

/** Births are waited for; a hold that cannot be settled now stays held, and harms nobody until the sweeper comes. */
export async function deliver(
  env: Environment,
  { birthsLater }: { birthsLater?: boolean },
  entries: readonly Entry[],
): Promise<void> {
  const births = birthsLater ? [] : entries.flatMap((entry) => entry.births);
  // Others look at a coupon: who has used it when is to be read at once.
  const settled = (hold: Hold) => !birthsLater || couponIdOf(hold.stock) !== null;
  await allDone([
    deliverBirths(env, births),
    settleHolds(env, entries, settled).catch((failure) => alarmed(env, failure)),
  ]);
}

/** The call that committed an entry delivers it within this time, ms; the sweeper comes after a minute. */
const CALL_MS = 2_000;
const SWEEPER_MS = 90_000;

/** What a call left undone that died after its commit: the member's next call need not wait for the sweeper. */
export async function deliverOverdue(env: Environment, member: Member): Promise<void> {
  const overdue = journalOf(member).filter(({ at }) => at + CALL_MS <= env.now && env.now < at + SWEEPER_MS);
  await deliver(env, {}, overdue).catch((failure) => alarmed(env, failure));
}

/** The command at hand does not depend on it, and the sweeper will come. */
function alarmed(env: Environment, failure: unknown): void {
  if (!(failure instanceof StoreError)) throw failure;
  env.alarm(failure.message);
}
