/** One worker at a time, so that two do not do the same reading twice. Nothing is wrong without it. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { ensure, findById } from '../../platform/store';

interface Lease {
  _id: string;
  shape: 1;
  holder: string;
  /** Whoever died with it is waited for until then. */
  until: EpochMs;
}

/** @returns what gives it back; null when somebody else has it */
export async function lease(env: Environment, job: string, until: EpochMs): Promise<(() => Promise<void>) | null> {
  const holder = env.newId();
  const mine: Lease = { _id: job, shape: 1, holder, until };
  const taken =
    (await env.store.update('jobs', job, { until: { lte: env.clock() } }, { set: { holder, until } })) ||
    (!(await findById<Lease>(env.store, 'jobs', job, ['_id'])) && (await ensure(env.store, 'jobs', mine)));
  if (!taken) return null;
  return async () => {
    await env.store.update('jobs', job, { holder }, { set: { until: 0 } });
  };
}
