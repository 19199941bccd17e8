/** A friend and their rewards, as the inviter sees them. Pure. */
import { createHash } from 'node:crypto';
import type { FriendView, ReferralReason, StageView } from '../../../typings/api/friends';
import type { DayKey } from '../../../typings/domain';
import type { Member } from '../account';
import type { Referral, Stage } from '../inviting';
import type { StageName } from './stages';
import { giftView, type Terms } from './terms-view';

/** @param friend null when the account is gone */
export function friendView(
  referral: Referral,
  friend: Pick<Member, 'profile' | 'state'> | null,
  settings: Terms,
  today: DayKey,
): FriendView {
  const names: StageName[] = ['registered', 'firstOrder'];
  const { nickname, avatar } = shownOf(friend);
  return {
    id: markOf(referral._id),
    nickname,
    avatar,
    joinedOn: referral.joinedOn,
    stages: names.flatMap((name) => {
      const stage = referral[name];
      return stage.state === 'none' ? [] : [stageView(name, stage, referral, settings, today)];
    }),
  };
}

/** What others may see of somebody: nothing of a closed account, and no name that WeChat has not let through. */
export function shownOf(member: Pick<Member, 'profile' | 'state'> | null): Pick<FriendView, 'nickname' | 'avatar'> {
  if (!member || member.state === 'closed') return { nickname: null, avatar: null };
  const { nickname, avatar, unchecked } = member.profile;
  return { nickname: unchecked ? null : nickname, avatar };
}

/** What the phone knows a referral by: the `_id` itself is the friend's member id. 16 characters. */
export function markOf(id: string): string {
  return createHash('sha256').update(`friend ${id}`).digest('base64url').slice(0, 16);
}

function stageView(
  name: StageName,
  stage: Stage,
  { orderUntil }: Pick<Referral, 'orderUntil'>,
  settings: Terms,
  today: DayKey,
): StageView {
  const gift = giftView(settings, stage.reward);
  const told = (state: StageView['state'], reason: ReferralReason | null, day: DayKey | null = null): StageView => ({
    stage: name,
    state,
    gift,
    reason,
    day,
  });
  switch (stage.state) {
    case 'paid':
      return told('paid', null, stage.day);
    case 'granted':
      return told('waiting', 'soon');
    case 'review':
      return told('waiting', 'review');
    case 'refused':
      return told('none', 'refused');
    case 'lapsed':
      return told('none', 'tooLate');
    case 'limited':
      return told('none', stage.limit);
    case 'waiting':
    case 'none':
      if (name === 'registered') return told('waiting', 'soon');
      if (stage.ref !== null) return told('waiting', 'window', stage.day);
      return today > orderUntil ? told('none', 'tooLate') : told('waiting', 'noOrder');
  }
}
