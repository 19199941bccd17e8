import type { PartnerMember } from '../../../typings/api/partner';
import type { MemberView } from '../../../typings/api/shopper';
import type { DayKey, Points } from '../../../typings/domain';
import { debtOf, endingNext, type Member, pending, spendable } from '../account';
import { addDays, monthOf } from '../calendar';
import type { Settings } from '../settings';
import { progressView, standingOn, tierView } from '../tiers';

/** How far ahead the card warns of points that end, days. */
const WARNING_DAYS = 60;

/** For the member's own phone. */
export function memberView(member: Member, settings: Settings, today: DayKey): MemberView {
  const { programme, ladders } = settings;
  const held = standingOn(member.tier, ladders, today);
  return {
    number: member.number,
    seq: member.seq,
    nickname: member.profile.nickname,
    avatar: member.profile.avatar,
    joinedOn: member.joinedOn,
    tier: tierView(programme.tiers, held.tier),
    progress: progressView(held, programme),
    birthday: member.birthday,
    phoneBound: member.phoneBound,
    points: {
      available: spendable(member.lots, today),
      pending: pending(member.lots, today),
      debt: debtOf(member.lots, today),
      expiring: endingNext(member.lots, today, addDays(today, WARNING_DAYS)),
      monthIn: member.month.key === monthOf(today) ? member.month.in : (0 as Points),
    },
    rights: member.rights,
  };
}

/** For a till: no name, no picture, no number of a phone. */
export function partnerMember(member: Member, settings: Settings, today: DayKey): PartnerMember {
  const held = standingOn(member.tier, settings.ladders, today);
  const { code, name } = tierView(settings.programme.tiers, held.tier);
  return {
    memberId: member._id,
    number: member.number,
    tier: { code, name },
    available: spendable(member.lots, today),
    pending: pending(member.lots, today),
    growth: member.growth,
    inWeChat: member.openid !== null,
    // What has become another member has nothing to be used any more.
    state: member.state === 'merged' ? 'closed' : member.state,
  };
}
