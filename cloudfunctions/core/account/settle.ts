import type { Environment } from '../../platform/environment';
import { StoreError } from '../../platform/store';
import { dayOf } from '../calendar';
import { deliverBirths } from './births';
import { commit, isFull } from './command';
import { dueOf, wakeOf } from './due';
import { type Entry, type Row, rowOf } from './entry';
import type { Member } from './member';
import { prepare, type Stamp } from './posting';
import { insertRows } from './rows';

/**
 * 'booked': what was due has been committed. 'rested': nothing was due, and the next day to look is set. 'lost': somebody
 * else has committed meanwhile, the answer was lost, the journal is full, or the document is broken; the member is still
 * found by its `wake`.
 */
export type Settled = 'booked' | 'rested' | 'lost';

/**
 * Commits what time has made due on a member as it was read, and when to look again. There is no key of its own: the
 * revision lets one of any number of calls do it, and each draft's key is proven by a field that only grows.
 */
export async function settle(env: Environment, member: Member, stamp: Stamp): Promise<Settled> {
  return (await settleOne(env, member, stamp)).settled;
}

/** Commits under way together. */
const AT_ONCE = 8;

/**
 * Settles these members, several at a time, and writes the rows of all that was booked together: a row for a commit
 * would be half as many requests again. Members for whom time ran out are left out.
 */
export async function settleAll(
  env: Environment,
  members: readonly Member[],
  stamp: Stamp,
  stopAt: number,
): Promise<Settled[]> {
  const all: One[] = [];
  for (let start = 0; start < members.length && env.clock() < stopAt; start += AT_ONCE)
    all.push(
      ...(await Promise.all(members.slice(start, start + AT_ONCE).map((member) => settleAlone(env, member, stamp)))),
    );
  const rows = new Map(all.flatMap((one) => one.rows.map((row) => [row._id, row] as const)));
  await insertRows(env, { rows, failed: new Set() });
  return all.map(({ settled }) => settled);
}

interface One {
  settled: Settled;
  /** Of what has been booked and delivered. */
  rows: Row[];
}

/** A member whose document is broken holds up nobody else. */
async function settleAlone(env: Environment, member: Member, stamp: Stamp): Promise<One> {
  try {
    return await settleOne(env, member, stamp);
  } catch (failure) {
    env.alarm(`member ${member._id}: ${failure instanceof Error ? failure.message : failure}`);
    return { settled: 'lost', rows: [] };
  }
}

async function settleOne(env: Environment, member: Member, stamp: Stamp): Promise<One> {
  const today = dayOf(stamp.at, stamp.zone);
  const due = dueOf(member, stamp.clockwork, today);
  if (due.drafts.length === 0 && Object.keys(due.change).length === 0)
    return { settled: await rest(env, member, stamp), rows: [] };
  if (isFull(member, {})) return { settled: 'lost', rows: [] };
  const prepared = prepare(member, due, stamp);
  if ((await commit(env, member, prepared)) !== 'committed') return { settled: 'lost', rows: [] };
  return { settled: 'booked', rows: await deliveredRows(env, member._id, prepared.entries) };
}

/** None when the database does not answer: the sweeper delivers what is left. */
async function deliveredRows(env: Environment, memberId: string, entries: readonly Entry[]): Promise<Row[]> {
  try {
    await deliverBirths(
      env,
      entries.flatMap(({ births }) => births),
    );
    return entries.map((entry) => rowOf(memberId, entry));
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    env.alarm(unanswered.message);
    return [];
  }
}

/** No fact of the member, so no entry and no revision; but only at the one that was read. */
export async function rest(env: Environment, { _id, rev, ...member }: Member, stamp: Stamp): Promise<Settled> {
  const wake = wakeOf({ _id, rev, ...member }, stamp.clockwork, dayOf(stamp.at, stamp.zone));
  try {
    return (await env.store.update('members', _id, { rev }, { set: { wake } })) ? 'rested' : 'lost';
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    return 'lost';
  }
}
