/**
 * What becomes of a referral by itself: a joining is judged once ten minutes are over, what is granted is paid, and a first
 * order that did not come in time is waited for no longer. May be repeated, by any number of workers at once.
 */
import type { Environment } from '../../platform/environment';
import { findById } from '../../platform/store';
import { findMemberById } from '../account';
import { dayOf } from '../calendar';
import { type CaseReason, type Referral, SETTLE_MS } from '../inviting';
import { noticeBirth } from '../messaging';
import { programmeAt, type Settings } from '../settings';
import { bookReward } from './book-reward';
import { budgetFor } from './budget';
import { judge, STRICT, unseen } from './judge';
import { move } from './move';
import type { Rewarding } from './reward-posting';
import { signalsOf } from './signals';
import { ended, judged, lapsed, type StageName } from './stages';

const STAGES: readonly StageName[] = ['registered', 'firstOrder'];

/** @returns the referral as it then is; null when there is none */
export async function settleReferral(env: Environment, settings: Settings, friendId: string): Promise<Referral | null> {
  let referral = await findById<Referral>(env.store, 'referrals', friendId);
  if (!referral) return null;
  if (referral.registered.state === 'waiting' && isSettled(referral, env.now)) {
    await settleInviter(env, settings, referral);
    const reasons = await reasonsOf(env, settings, referral);
    referral = await move(env, settings, friendId, (now) => judged(now, 'registered', reasons));
  }
  for (const name of STAGES)
    if (referral?.[name].state === 'granted') referral = await pay(env, settings, referral, name);
  const today = dayOf(env.now, settings.programme.zone);
  if (referral?.look != null && referral.look <= env.now && referral.firstOrder.state === 'waiting')
    return move(env, settings, friendId, (now) => lapsed(now, today));
  return referral;
}

/**
 * Whoever invites as soon as they have joined can be due in the same tick as their friend: what is found of them counts
 * for the friend. They joined before, so this ends.
 */
async function settleInviter(env: Environment, settings: Settings, { inviterId }: Referral): Promise<void> {
  const own = await findById<Referral>(env.store, 'referrals', inviterId, ['at', 'registered']);
  if (own?.registered.state === 'waiting' && isSettled(own, env.now)) await settleReferral(env, settings, inviterId);
}

/** The ten minutes are over in which a farm shows itself. */
export function isSettled({ at }: Pick<Referral, 'at'>, now: number): boolean {
  return at + SETTLE_MS <= now;
}

/** Why somebody must look at this friend; what they have looked at already left out. */
export async function reasonsOf(env: Environment, settings: Settings, referral: Referral): Promise<CaseReason[]> {
  const { registered } = referral;
  const review = settings.programme.referral?.review ?? STRICT;
  const found = unseen(judge(await signalsOf(env, referral), review), referral);
  const open = registered.state === 'review' || registered.state === 'refused' ? registered.reasons : [];
  return [...found, ...open.filter(({ code }) => !found.some((each) => each.code === code))];
}

/** Decided already: what is left is its entry, then to say what the entry says. */
async function pay(
  env: Environment,
  settings: Settings,
  referral: Referral,
  name: StageName,
): Promise<Referral | null> {
  const rewarding = await rewardingOf(env, settings, referral, name);
  const booked = await bookReward(env, settings, referral.inviterId, rewarding);
  if (!booked.ok) {
    env.alarm(`the ${name} reward of a friend waits: ${booked.code}`);
    return referral;
  }
  const today = dayOf(env.now, settings.programme.zone);
  return move(env, settings, referral._id, (now) => ended(now, name, booked.data, today));
}

async function rewardingOf(
  env: Environment,
  settings: Settings,
  referral: Referral,
  name: StageName,
): Promise<Rewarding> {
  const { _id, inviterId, campaign } = referral;
  const { reward, decidedBy } = referral[name];
  const { points } = reward;
  const [limits, friend] = await Promise.all([limitsOf(env, settings, referral), findMemberById(env.store, _id)]);
  const of = name === 'registered' ? `referral:${campaign}` : `referral:${campaign}:order`;
  const key = `referral:${_id}:${name}`;
  const { nickname = null, unchecked = true } = friend?.profile ?? {};
  const facts = { friend: unchecked ? '' : (nickname ?? ''), stage: name, points };
  return {
    kind: 'referral',
    key,
    ref: `referral:${_id}`,
    reward,
    because: { code: `referral.${name}`, args: { points } },
    limits: [
      { of, period: 'ever', max: limits.inAll, reason: 'campaignLimit' },
      // What somebody has looked at waited for them: it does not fall to the limit of the day on which they came by.
      ...(decidedBy === null ? [{ of, period: 'day', max: limits.perDay, reason: 'dayLimit' } as const] : []),
    ],
    budget: await budgetFor(env, 'referral', campaign, limits.budget),
    births: [noticeBirth(inviterId, key, 'referralPaid', facts, env.now)],
  };
}

/** Limits of the campaign as it is now, or as it was when it ended. */
async function limitsOf(
  env: Environment,
  settings: Settings,
  { campaign, at }: Referral,
): Promise<{ perDay: number; inAll: number; budget: number | null }> {
  const { referral: now } = settings.programme;
  if (now?.campaign === campaign) return now;
  const { referral: then } = await programmeAt(env, settings, at);
  return { perDay: then?.perDay ?? 1, inAll: then?.inAll ?? 1, budget: null };
}
