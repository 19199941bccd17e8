/**
 * Orders of invited friends: each is looked at when it is heard of, and again when its return window is over. The first
 * that then stands brings the inviter's reward; the others find that decided.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { findById } from '../../platform/store';
import { findMemberById } from '../account';
import { dayOf, startOf } from '../calendar';
import { type FriendOrder, type Referral, SETTLE_MS } from '../inviting';
import { type Standing, standingOf } from '../orders';
import type { Settings } from '../settings';
import { move } from './move';
import { isSettled, reasonsOf, settleReferral } from './settle';
import { ordered, returned, stood } from './stages';

/** A friend without a referral has just joined, and it is on its way; after some days there is none. */
const BIRTH_MS = 7 * 86_400_000;
const AGAIN_MS = 10 * 60_000;

/** May be repeated. */
export async function settleFriendOrder(env: Environment, settings: Settings, order: FriendOrder): Promise<void> {
  const { friendId, ref } = order;
  const [referral, friend] = await Promise.all([
    findById<Referral>(env.store, 'referrals', friendId),
    findMemberById(env.store, friendId),
  ]);
  if (!friend) throw new Error(`the order of nobody: ${order._id}`);
  if (!referral)
    return friend.joinedAt + BIRTH_MS > env.now ? lookAgain(env, order, env.now + AGAIN_MS) : close(env, order);
  if (referral.firstOrder.state !== 'waiting') return close(env, order);
  const { zone } = settings.programme;
  const today = dayOf(env.now, zone);
  const standing = await standingOf(env, settings, friend, ref);
  if (!standing || !counts(standing, referral)) {
    await move(env, settings, friendId, (now) => returned(now, ref));
    return close(env, order);
  }
  const { from } = standing;
  if (from !== null && from > today) {
    await move(env, settings, friendId, (now) => ordered(now, ref, from));
    return lookAgain(env, order, startOf(from, zone));
  }
  if (!isSettled(referral, env.now)) return lookAgain(env, order, referral.at + SETTLE_MS);
  const reasons = await reasonsOf(env, settings, referral);
  await move(env, settings, friendId, (now) => stood(now, ref, today, reasons));
  await settleReferral(env, settings, friendId);
  return close(env, order);
}

/** Large enough, and in time. What was bought before joining came with an account from before, not by the invitation. */
function counts({ remainingFen, paidOn }: Standing, { minimumFen, joinedOn, orderUntil }: Referral): boolean {
  return remainingFen > 0 && remainingFen >= minimumFen && joinedOn <= paidOn && paidOn <= orderUntil;
}

function close(env: Environment, order: FriendOrder): Promise<void> {
  return lookAgain(env, order, null);
}

export async function lookAgain(env: Environment, { _id }: FriendOrder, at: number | null): Promise<void> {
  await env.store.update('friendOrders', _id, {}, { set: { look: at as EpochMs | null } });
}
