/** What no index leads to by its age, and what only makes a document forget. Whoever has come to the end of it has done the day. */
import type { DayKey, EpochMs, MonthKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { ensure, findById } from '../../platform/store';
import type { Redemption } from '../rewards';
import type { Staff } from '../staffing';
import { oldMonth, oldOf } from './bounds';

/** `jobs/retention`: how far it has come. */
export interface Progress {
  _id: 'retention';
  shape: 1;
  /** Day that is done. */
  day: string;
  /** Old month that all activity has forgotten, and the last member it was done for. */
  month: string;
  after: string;
}

export const JOB = 'retention';
const PAGE = 200;

export async function combed(env: Environment, progress: Progress, today: DayKey, stopAt: EpochMs): Promise<number> {
  let forgotten = await activity(env, progress, oldMonth('activity', today), stopAt);
  if (env.clock() >= stopAt) return forgotten;
  const [parcels, colleagues] = [await addresses(env, stopAt), await formerStaff(env)];
  forgotten += parcels.forgotten + colleagues;
  if (parcels.done) await env.store.update('jobs', JOB, {}, { set: { day: today } });
  return forgotten;
}

export async function progressOf(env: Environment): Promise<Progress> {
  const there = await findById<Progress>(env.store, 'jobs', JOB);
  if (there) return there;
  const fresh: Progress = { _id: JOB, shape: 1, day: '', month: '', after: '' };
  await ensure(env.store, 'jobs', fresh);
  return fresh;
}

async function addresses(env: Environment, stopAt: EpochMs): Promise<{ forgotten: number; done: boolean }> {
  const where = { endedAt: { lte: oldOf('addresses', env.now) }, address: { not: null } };
  let forgotten = 0;
  while (env.clock() < stopAt) {
    const old = await env.store.find<Pick<Redemption, '_id' | 'trade'>>('redemptions', {
      where,
      limit: PAGE,
      fields: ['trade'],
    });
    const trades = old.flatMap(({ trade }) => trade ?? []);
    // First the parcel, while the redemption still leads to it.
    if (trades.length > 0)
      await env.store.updateAll(
        'shipments',
        { _id: { in: trades }, 'parcel.phone': { gt: '' } },
        { set: { 'parcel.phone': '' } },
      );
    if (old.length > 0) {
      const ids = old.map(({ _id }) => _id);
      forgotten += await env.store.updateAll('redemptions', { _id: { in: ids } }, { set: { address: null } });
    }
    if (old.length < PAGE) return { forgotten, done: true };
  }
  return { forgotten, done: false };
}

/** The trail says when they left; it goes on naming them by what they were called then, for as long as it is kept. */
async function formerStaff(env: Environment): Promise<number> {
  const where = { state: 'left', openid: { gt: '' } };
  const former = await env.store.find<Pick<Staff, '_id' | 'rev'>>('staff', { where, limit: PAGE, fields: ['rev'] });
  let forgotten = 0;
  for (const { _id, rev } of former) {
    const query = { where: { staffId: _id }, order: ['at', 'desc'], limit: 1, fields: ['at'] } as const;
    const [last] = await env.store.find<{ at: EpochMs }>('actions', query);
    if (last && last.at > oldOf('formerStaff', env.now)) continue;
    const held = { state: 'left', rev: rev ?? null };
    if (await env.store.update('staff', _id, held, { set: { openid: '', name: '' } })) forgotten += 1;
  }
  return forgotten;
}

/** One member after the other, once a month. */
async function activity(env: Environment, progress: Progress, month: MonthKey, stopAt: EpochMs): Promise<number> {
  if (progress.month >= month) return 0;
  let { after } = progress;
  let forgotten = 0;
  while (env.clock() < stopAt) {
    const page = await env.store.find<{ _id: string; months?: Record<string, unknown> }>('activity', {
      where: { _id: { gt: after } },
      order: ['_id', 'asc'],
      limit: PAGE,
      fields: ['months'],
    });
    for (const { _id, months = {} } of page) {
      const old = Object.keys(months).filter((each) => each <= month);
      if (old.length === 0) continue;
      const change = { unset: old.map((each) => `months.${each}`), inc: { rev: 1 } };
      if (await env.store.update('activity', _id, {}, change)) forgotten += 1;
    }
    after = page.at(-1)?._id ?? after;
    const done = page.length < PAGE;
    await env.store.update('jobs', JOB, {}, { set: done ? { month, after: '' } : { after } });
    if (done) break;
  }
  return forgotten;
}
