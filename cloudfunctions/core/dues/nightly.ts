/**
 * What time has made due, booked for every member it has come for. `wake` is the checkpoint: whoever has been looked at
 * is asleep until another day, so the next tick goes on where this one stopped, and two at once find the revision gone.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { memberOf, type Stamp, type StoredMember, settleAll } from '../account';
import { dayOf } from '../calendar';
import type { Settings } from '../settings';
import { clockworkOf } from './clockwork';
import { type Jobs, readJobs } from './jobs';
import { lease } from './lease';
import { isRewoken, rewake } from './rewake';
import { timeOrigin } from './span';

const JOB = 'nightly';
const PAGE = 100;
/** Longer than any function runs. */
const LEASE_MS = 90_000;
/** The rows are written at once, and can be taken out of the journal two ticks later, in one go. */
const SWEPT_AFTER_MS = 11 * 60_000;

export interface Night {
  /** Members that something was booked for. */
  booked: number;
  /** Members of which nothing was due after all. */
  rested: number;
  /** Members that somebody else changed meanwhile, or whose database did not answer: the next tick finds them again. */
  lost: number;
  /** Time ran out, or somebody else is at work. */
  unfinished: boolean;
}

/** @param known where the jobs stood when the tick began: with nobody due it costs one request then */
export async function nightly(env: Environment, settings: Settings, stopAt: EpochMs, known?: Jobs): Promise<Night> {
  const night: Night = { booked: 0, rested: 0, lost: 0, unfinished: true };
  if (await isQuiet(env, settings, known)) return { ...night, unfinished: false };
  const release = await lease(env, JOB, (env.clock() + LEASE_MS) as EpochMs);
  if (!release) return night;
  try {
    const stamp = stampOf(env, settings);
    if (!(await rewake(env, settings, stamp, stopAt))) return night;
    // Members of before there was a `wake` have none; a page of them is found like a day that has come.
    const come = await pages(env, stamp, { lte: dayOf(stamp.at, stamp.zone) }, night, stopAt);
    const older = await pages(env, stamp, null, night, stopAt);
    if (older) await env.store.update('jobs', JOB, {}, { set: { older: dayOf(stamp.at, stamp.zone) } });
    return { ...night, unfinished: !(come && older) };
  } finally {
    await release();
  }
}

/** Whether nobody is due: whoever is changed in the middle of a day may be, so they are looked for at every tick. */
async function isQuiet(env: Environment, { programme }: Settings, known?: Jobs): Promise<boolean> {
  const jobs = known ?? (await readJobs(env.store));
  const today = dayOf(env.now, programme.zone);
  // Members without a `wake` are none of those that are made now: once a day is enough to look for them.
  if (!isRewoken(jobs, programme.version) || jobs.get(JOB)?.older !== today) return false;
  const where = { wake: { lte: today } };
  const due = await env.store.find('members', { where, order: ['wake', 'asc'], limit: 1, fields: ['_id'] });
  return due.length === 0;
}

/** @returns whether all are done */
async function pages(
  env: Environment,
  stamp: Stamp,
  wake: { lte: string } | null,
  night: Night,
  stopAt: EpochMs,
): Promise<boolean> {
  while (env.clock() < stopAt) {
    const stored = await env.store.find<StoredMember>('members', {
      where: { wake },
      order: ['wake', 'asc'],
      limit: PAGE,
    });
    const settled = await settleAll(env, stored.map(memberOf), stamp, stopAt);
    for (const each of settled) night[each] += 1;
    // A page of which nobody could be settled would be read again and again.
    if (settled.every((each) => each === 'lost')) return stored.length === 0;
    if (stored.length < PAGE) return settled.length === stored.length && !settled.includes('lost');
  }
  return false;
}

function stampOf(env: Environment, settings: Settings): Stamp {
  const { zone, version } = settings.programme;
  const clockwork = clockworkOf(settings, env.now);
  return { at: env.now, zone, programmeVersion: version, origin: timeOrigin, clockwork, graceMs: SWEPT_AFTER_MS };
}
