/** The timer's part: referrals and friends' orders that are due to be looked at. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { FriendOrder, Referral } from '../inviting';
import type { Settings } from '../settings';
import { lookAgain, settleFriendOrder } from './friend-orders';
import { settleReferral } from './settle';

export interface ReferralsSwept {
  referrals: number;
  orders: number;
  failed: number;
}

const PAGE = 100;
const AT_ONCE = 4;
/** What fails is tried again after so long, ms: it must not stand before everything else at every tick. */
const AGAIN_MS = 10 * 60_000;

/** Stops in time and goes on at the next tick. */
export async function sweepReferrals(env: Environment, settings: Settings, stopAt: EpochMs): Promise<ReferralsSwept> {
  const swept: ReferralsSwept = { referrals: 0, orders: 0, failed: 0 };
  swept.referrals = await pages<Pick<Referral, '_id' | 'look'>>(env, swept, stopAt, 'referrals', ['look'], {
    settle: async ({ _id }) => {
      const after = await settleReferral(env, settings, _id);
      if (after?.look != null && after.look <= env.now) await postpone(env, after);
    },
    again: (referral) => postpone(env, referral),
  });
  swept.orders = await pages<FriendOrder>(env, swept, stopAt, 'friendOrders', ['friendId', 'ref', 'look'], {
    settle: (order) => settleFriendOrder(env, settings, order),
    again: (order) => lookAgain(env, order, env.now + AGAIN_MS),
  });
  return swept;
}

interface Work<T> {
  settle(one: T): Promise<void>;
  /** After a failure. */
  again(one: T): Promise<void>;
}

/** Page after page; one of which nothing could be done ends it, or it would come again and again. */
async function pages<T extends { look: EpochMs | null }>(
  env: Environment,
  swept: ReferralsSwept,
  stopAt: EpochMs,
  collection: 'referrals' | 'friendOrders',
  fields: readonly string[],
  work: Work<T>,
): Promise<number> {
  let all = 0;
  while (env.clock() < stopAt) {
    const due = await dueIn<T>(env, collection, fields);
    const done = await each(env, swept, due, stopAt, work);
    all += done;
    if (done === 0 || due.length < PAGE) break;
  }
  return all;
}

async function dueIn<T extends { look: EpochMs | null }>(
  env: Environment,
  collection: 'referrals' | 'friendOrders',
  fields: readonly string[],
): Promise<T[]> {
  return env.store.find<T>(collection, {
    where: { look: { lte: env.now } },
    order: ['look', 'asc'],
    limit: PAGE,
    fields,
  });
}

/** One that fails does not stop the others. */
async function each<T>(
  env: Environment,
  swept: ReferralsSwept,
  due: readonly T[],
  stopAt: EpochMs,
  { settle, again }: Work<T>,
): Promise<number> {
  let done = 0;
  for (let start = 0; start < due.length && env.clock() < stopAt; start += AT_ONCE) {
    const some = due.slice(start, start + AT_ONCE);
    const settled = await Promise.allSettled(some.map((one) => settle(one)));
    for (const [i, { status, ...why }] of settled.entries()) {
      if (status === 'fulfilled') done += 1;
      else {
        swept.failed += 1;
        const { reason } = why as PromiseRejectedResult;
        env.alarm(`a friend's reward: ${reason instanceof Error ? reason.message : reason}`);
        const one = some[i];
        if (one !== undefined) await again(one).catch((failure: Error) => env.alarm(failure.message));
      }
    }
  }
  return done;
}

/** Only at the look that was seen: somebody else may have done meanwhile what is due. */
async function postpone(env: Environment, { _id, look }: Pick<Referral, '_id' | 'look'>): Promise<void> {
  await env.store.update('referrals', _id, { look }, { set: { look: (env.now + AGAIN_MS) as EpochMs } });
}
