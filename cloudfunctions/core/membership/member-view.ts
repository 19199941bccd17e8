import type { MemberView } from '../../../typings/api/shopper';
import type { DayKey, Points } from '../../../typings/domain';
import { endingNext, type Member, pending, spendable } from '../account';
import { addDays, monthOf } from '../calendar';
import type { Programme } from '../programme';

/** How far ahead the card warns of points that end, days. */
const WARNING_DAYS = 60;

export function memberView(member: Member, programme: Programme, today: DayKey): MemberView {
  const [tier] = programme.tiers;
  if (!tier) throw new Error('a programme has at least one tier');
  return {
    number: member.number,
    nickname: member.profile.nickname,
    avatar: member.profile.avatar,
    joinedOn: member.joinedOn,
    tier,
    points: {
      available: spendable(member.lots, today),
      pending: pending(member.lots, today),
      expiring: endingNext(member.lots, today, addDays(today, WARNING_DAYS)),
      monthIn: member.month.key === monthOf(today) ? member.month.in : (0 as Points),
    },
    rights: member.rights,
  };
}
