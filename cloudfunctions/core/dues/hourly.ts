/** What nobody waits for is done once an hour: at any other tick it costs nothing. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { ensure } from '../../platform/store';
import type { Jobs } from './jobs';

/** A little less, since ticks do not come to the second. */
const EVERY_MS = 55 * 60_000;

interface Done {
  _id: string;
  shape: 1;
  at: EpochMs;
  /** What it was done for. */
  of: string;
}

/**
 * Whoever dies in the middle, or has not come to the end of it, does it again at the next tick.
 * @param of another one than last time makes it due at once
 * @param work answers whether it has come to the end
 */
export async function hourly(
  env: Environment,
  known: Jobs | undefined,
  { job, of = '' }: { job: string; of?: string },
  work: () => Promise<boolean>,
): Promise<void> {
  const last = known?.get(job) as Done | undefined;
  // A clock that was put back makes it due as well.
  if (last && last.of === of && Math.abs(env.now - last.at) < EVERY_MS) return;
  if (!(await work())) return;
  const done: Done = { _id: job, shape: 1, at: env.now, of };
  if (last) await env.store.update('jobs', job, {}, { set: { at: done.at, of } });
  else if (!(await ensure(env.store, 'jobs', done)))
    await env.store.update('jobs', job, {}, { set: { at: done.at, of } });
}
