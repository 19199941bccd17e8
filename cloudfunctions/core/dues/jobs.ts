/** Where the timer's jobs stand, read once for all of a tick: what is done for the day stays done, whoever reads it how late. */
import type { Reader } from '../../platform/store';

/** By name; what a step keeps of its own is not looked at here. */
export type Jobs = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** The collection has one document for each job, and few jobs. */
const JOBS_MAX = 50;

export async function readJobs(store: Reader): Promise<Jobs> {
  const stored = await store.find<{ _id: string }>('jobs', { where: {}, limit: JOBS_MAX });
  return new Map(stored.map((job) => [job._id, job as { _id: string } & Record<string, unknown>]));
}
