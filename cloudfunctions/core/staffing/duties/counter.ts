import type { StaffActions } from '../../../../typings/api/staff';
import { COUNTER, DESIGN, LEAD } from '../roles';
import type { Duties } from './duty';

/** Joining, the counter, and what has grown around it. */
export const counterDuties = {
  'staff.home': 'anybody',
  'staff.claim': 'anybody',
  'staff.join': 'anybody',
  'staff.team': LEAD,
  'staff.invite': LEAD,
  'staff.suspend': LEAD,
  'counter.look': COUNTER,
  'counter.useCoupon': COUNTER,
  'counter.handOver': COUNTER,
  'counter.undo': COUNTER,
  'counter.createMember': COUNTER,
  'counter.quote': COUNTER,
  'counter.sell': COUNTER,
  'counter.refund': COUNTER,
  'counter.recent': COUNTER,
  // Addresses are for whoever sends goods.
  'parcels.list': DESIGN,
  'parcels.ship': DESIGN,
  'referrals.cases': LEAD,
  'referrals.decide': LEAD,
  'visits.code': COUNTER,
  'visits.printed': LEAD,
} satisfies Partial<Duties<StaffActions>>;
