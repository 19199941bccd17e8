import type { Environment } from '../../platform/environment';
import { StoreError } from '../../platform/store';
import { dayOf } from '../calendar';
import { deliverBirths } from './births';
import { commit, isFull } from './command';
import { dueOf, wakeOf } from './due';
import type { Member } from './member';
import { prepare, type Stamp } from './posting';

/**
 * 'booked': what was due has been committed. 'rested': nothing was due, and the next day to look is set. 'lost': somebody
 * else has committed meanwhile, the answer was lost, or the journal is full; the member is still found by its `wake`.
 */
export type Settled = 'booked' | 'rested' | 'lost';

/**
 * Commits what time has made due on a member as it was read, and when to look again. There is no key of its own: the
 * revision lets one of any number of calls do it, and each draft's key is proven by a field that only grows.
 */
export async function settle(env: Environment, member: Member, stamp: Stamp): Promise<Settled> {
  const today = dayOf(stamp.at, stamp.zone);
  const due = dueOf(member, stamp.clockwork, today);
  if (due.drafts.length === 0 && Object.keys(due.change).length === 0) return rest(env, member, stamp);
  if (isFull(member, {})) return 'lost';
  const prepared = prepare(member, due, stamp);
  if ((await commit(env, member, prepared)) !== 'committed') return 'lost';
  await deliverBirths(
    env,
    prepared.entries.flatMap(({ births }) => births),
  );
  return 'booked';
}

/** No fact of the member, so no entry and no revision; but only at the one that was read. */
async function rest(env: Environment, { _id, rev, ...member }: Member, stamp: Stamp): Promise<Settled> {
  const wake = wakeOf({ _id, rev, ...member }, stamp.clockwork, dayOf(stamp.at, stamp.zone));
  try {
    return (await env.store.update('members', _id, { rev }, { set: { wake } })) ? 'rested' : 'lost';
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    return 'lost';
  }
}
