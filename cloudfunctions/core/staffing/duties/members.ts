import type { MemberActions } from '../../../../typings/api/members';
import { DESIGN, LEAD } from '../roles';
import type { Duties } from './duty';

/** Names and histories are for who runs the shop: analysts see figures, cashiers whoever stands in front of them. */
export const membersDuties: Duties<MemberActions> = {
  'members.search': DESIGN,
  'members.view': DESIGN,
  'members.timeline': DESIGN,
  'members.coupons': DESIGN,
  'members.redemptions': DESIGN,
  'members.books': DESIGN,
  'members.adjust': DESIGN,
  'members.adjustStreak': DESIGN,
  'members.birthday': LEAD,
  'members.freeze': LEAD,
  'members.mergeView': LEAD,
  'members.merge': LEAD,
  'members.tag': DESIGN,
  'members.gifts': DESIGN,
  'members.grant': DESIGN,
  // Who only asks sees what has become of their own.
  'approvals.list': DESIGN,
  'approvals.decide': LEAD,
};
