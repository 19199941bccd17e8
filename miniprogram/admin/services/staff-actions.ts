import type { StaffActions } from '../../../typings/api/staff';

const QUESTION = false;
const COMMAND = true;

/** Every action of the function `staff`: a command changes something, and so carries a key. */
export const staffActions: Record<keyof StaffActions, boolean> = {
  'staff.home': QUESTION,
  'staff.claim': COMMAND,
  'staff.join': COMMAND,
  'staff.team': QUESTION,
  'staff.invite': COMMAND,
  'staff.suspend': COMMAND,
  'counter.look': QUESTION,
  'counter.useCoupon': COMMAND,
  'counter.handOver': COMMAND,
  'counter.undo': COMMAND,
  'counter.createMember': COMMAND,
  'counter.quote': QUESTION,
  'counter.sell': COMMAND,
  'counter.refund': COMMAND,
  'counter.recent': QUESTION,
  'parcels.list': QUESTION,
  'parcels.ship': COMMAND,
  'referrals.cases': QUESTION,
  'referrals.decide': COMMAND,
  'visits.code': QUESTION,
  'visits.printed': COMMAND,
};
