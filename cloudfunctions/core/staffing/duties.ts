/** Who may do what. Every action of the function `staff` stands here; the function asks this table before anything else. */
import type { Role, StaffActions } from '../../../typings/api/staff';

const OWNER: readonly Role[] = ['owner'];
const ALL: readonly Role[] = ['owner', 'cashier'];

export type StaffAction = keyof StaffActions;

/** 'anybody': it is how one becomes staff. */
export const duties: Record<StaffAction, readonly Role[] | 'anybody'> = {
  'staff.home': 'anybody',
  'staff.claim': 'anybody',
  'staff.join': 'anybody',
  'staff.team': OWNER,
  'staff.invite': OWNER,
  'staff.suspend': OWNER,
  'counter.look': ALL,
  'counter.useCoupon': ALL,
  'counter.handOver': ALL,
  'counter.undo': ALL,
  'counter.createMember': ALL,
  'counter.quote': ALL,
  'counter.sell': ALL,
  'counter.refund': ALL,
  'counter.recent': ALL,
  // Addresses are for whoever answers for the shop.
  'parcels.list': OWNER,
  'parcels.ship': OWNER,
  'referrals.cases': OWNER,
  'referrals.decide': OWNER,
  'visits.code': ALL,
  'visits.printed': OWNER,
};

export function isDutyOf(role: Role, action: StaffAction): boolean {
  const roles = duties[action];
  return roles !== 'anybody' && roles.includes(role);
}

export function dutiesOf(role: Role): StaffAction[] {
  return (Object.keys(duties) as StaffAction[]).filter((action) => isDutyOf(role, action));
}
