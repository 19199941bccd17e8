/** What is looked at before a reward is paid. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { findById } from '../../platform/store';
import { findMemberById, formerly, type Member } from '../account';
import type { Referral } from '../inviting';
import { countsOf, DAY_MS, type Signals, TEN_MINUTES_MS } from './judge';

/** Friends that are counted; more than the programme can ask for, wherever it draws the line. */
const FRIENDS_MAX = 200;
/** Accounts that one person has had before. */
const FORMER_MAX = 20;

export async function signalsOf(env: Environment, referral: Referral): Promise<Signals> {
  const { at, address } = referral;
  const [near, neighbours, inviters, sameUnion, friend] = await Promise.all([
    friendsSince(env, referral, at - TEN_MINUTES_MS),
    // Asked for by itself: whoever joined on the same day must not crowd them out.
    address === null ? [] : friendsSince(env, referral, at - DAY_MS, { address }),
    findById<Referral>(env.store, 'referrals', referral.inviterId, ['registered', 'firstOrder']),
    withUnion(env, referral.union),
    findMemberById(env.store, referral._id),
  ]);
  const states = inviters ? [inviters.registered.state, inviters.firstOrder.state] : [];
  return {
    sameAddress: countsOf(referral, neighbours).sameAddress,
    tenMinutes: countsOf(referral, near).tenMinutes,
    chain: states.includes('review') || states.includes('refused'),
    knownCustomer: sameUnion.some(({ _id }) => _id !== referral._id) || (await wasCustomer(env, friend, referral.at)),
    risk: referral.risk,
  };
}

/** Friends of the same inviter from this instant on, oldest first. */
function friendsSince(
  env: Environment,
  { inviterId }: Referral,
  since: number,
  more: { address?: string } = {},
): Promise<Pick<Referral, 'at' | 'address'>[]> {
  return env.store.find<Referral>('referrals', {
    where: { inviterId, at: { gte: since }, ...more },
    order: ['at', 'asc'],
    limit: FRIENDS_MAX,
    fields: ['at', 'address'],
  });
}

async function withUnion(env: Environment, union: string | null): Promise<{ _id: string }[]> {
  if (union === null) return [];
  return env.store.find<{ _id: string }>('referrals', { where: { union }, limit: 2, fields: ['_id'] });
}

/** An account from before, found under a phone number, has become one with the friend's. */
async function wasCustomer(env: Environment, friend: Member | null, joinedAt: EpochMs): Promise<boolean> {
  if (!friend || friend.aliases.length === 0) return false;
  return (await formerly(env.store, friend, FORMER_MAX)).some((each) => each.joinedAt < joinedAt);
}
