/** Rewards that somebody must look at. */
import type { GiftView } from '../../../typings/api/friends';
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Member } from '../account';
import type { CaseReason, Referral } from '../inviting';
import type { Settings } from '../settings';
import { shownOf } from './friend-view';
import { move } from './move';
import { settleReferral } from './settle';
import { decided, type StageName } from './stages';
import { giftView } from './terms-view';
import { membersOf } from './view';

export interface ReferralCase {
  /** Of the referral, as `decideReferral` takes it. */
  id: string;
  what: StageName;
  inviter: Member;
  friend: { nickname: string | null; joinedOn: DayKey };
  gift: GiftView;
  reasons: CaseReason[];
  at: EpochMs;
}

/** Of a farm many become a case in one and the same millisecond. */
const TIES = 100;

/** Who waits longest first, after the last one shown; at most `limit` friends, each with all of their cases. */
export async function referralCases(
  env: Environment,
  settings: Settings,
  after: { at: EpochMs; id: string } | null,
  limit: number,
): Promise<ReferralCase[]> {
  const found = await env.store.find<Referral>('referrals', {
    where: { case: { gte: after?.at ?? 1 } },
    order: ['case', 'asc'],
    limit: limit + TIES,
  });
  const page = found
    .sort((a, b) => Number(a.case) - Number(b.case) || (a._id < b._id ? -1 : 1))
    .filter(({ case: at, _id }) => after === null || Number(at) > after.at || _id > after.id)
    .slice(0, limit);
  const known = await membersOf(
    env,
    page.flatMap(({ _id, inviterId }) => [_id, inviterId]),
  );
  return page.flatMap((referral) => casesOf(referral, known, settings));
}

function casesOf(referral: Referral, known: ReadonlyMap<string, Member>, settings: Settings): ReferralCase[] {
  const inviter = known.get(referral.inviterId);
  if (!inviter) throw new Error('an inviter has vanished');
  const { nickname } = shownOf(known.get(referral._id) ?? null);
  const names: StageName[] = ['registered', 'firstOrder'];
  return names
    .filter((what) => referral[what].state === 'review')
    .map((what) => ({
      id: referral._id,
      what,
      inviter,
      friend: { nickname, joinedOn: referral.joinedOn },
      gift: giftView(settings, referral[what].reward),
      reasons: referral[what].reasons,
      at: referral.case as EpochMs,
    }));
}

/**
 * Decides one case, once. What is to be paid is paid at once, or by the timer. Refuses with NOT_FOUND, or CASE_DECIDED for
 * whoever comes second with another decision, or as another person.
 * @param by staff member
 */
export async function decideReferral(
  env: Environment,
  settings: Settings,
  { id, what, pay, by }: { id: string; what: StageName; pay: boolean; by: string },
): Promise<Result<Referral>> {
  let made = false;
  const after = await move(env, settings, id, (referral) => {
    const step = decided(referral, what, pay, by);
    made = step !== null;
    return step;
  });
  if (!after) return refuse('NOT_FOUND');
  const { state, decidedBy } = after[what];
  const same = decidedBy === by && (state === 'refused') === !pay;
  if (!made && !same) return refuse('CASE_DECIDED');
  return accept(pay ? ((await settleReferral(env, settings, id)) ?? after) : after);
}
