/**
 * A new programme can make something due on another day: a birthday that had no reward gets one, a tier a gift. After
 * each publication every member's next day is computed again, and written where it has changed. Of the past nothing is
 * made up for: the new day is never before today.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { ensure, findById } from '../../platform/store';
import { type Member, memberOf, rest, type Stamp, type StoredMember } from '../account';
import { dayOf } from '../calendar';
import type { Settings } from '../settings';
import type { Jobs } from './jobs';

const JOB = 'rewake';
const PAGE = 500;
const AT_ONCE = 8;

interface Progress {
  _id: string;
  shape: 1;
  /** Version of the programme that the members' days follow, all or up to `after`. */
  version: number;
  /** Last member looked at, by `_id`; null when all have been. */
  after: string | null;
}

/** Whether the days of all members follow this version. */
export function isRewoken(jobs: Jobs, version: number): boolean {
  const known = jobs.get(JOB);
  return known?.version === version && known.after === null;
}

/** @returns whether it is done */
export async function rewake(env: Environment, settings: Settings, stamp: Stamp, stopAt: EpochMs): Promise<boolean> {
  const { version } = settings.programme;
  const known = await findById<Progress>(env.store, 'jobs', JOB);
  if (known?.version === version && known.after === null) return true;
  if (!known) await ensure(env.store, 'jobs', { _id: JOB, shape: 1, version, after: '' } as Progress);
  let after: string | null = known?.version === version ? known.after : '';
  while (after !== null && env.clock() < stopAt) {
    const stored: StoredMember[] = await env.store.find('members', {
      where: { _id: { gte: after } },
      order: ['_id', 'asc'],
      limit: PAGE,
    });
    await lookAgain(env, stored.map(memberOf), stamp);
    const last = stored.at(-1)?._id ?? '';
    after = stored.length < PAGE ? null : last;
    await env.store.update('jobs', JOB, {}, { set: { version, after } });
  }
  return after === null;
}

async function lookAgain(env: Environment, members: readonly Member[], stamp: Stamp): Promise<void> {
  const today = dayOf(stamp.at, stamp.zone);
  // What is due under the day that was set is booked first, by the pages that follow.
  const changed = members.filter(
    (member) => member.wake > today && stamp.clockwork.wake(member, today) !== member.wake,
  );
  for (let start = 0; start < changed.length; start += AT_ONCE)
    await Promise.all(changed.slice(start, start + AT_ONCE).map((member) => rest(env, member, stamp)));
}
