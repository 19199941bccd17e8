import type { TeamActions } from '../../../../typings/api/team';
import { ALL, LEAD, OWNER } from '../roles';
import type { Duties } from './duty';

export const teamDuties: Duties<TeamActions> = {
  'staff.change': LEAD,
  'staff.leave': ALL,
  'staff.cancelInvite': LEAD,
  'staff.duties': ALL,
  'audit.list': LEAD,
  'stores.view': LEAD,
  'stores.save': LEAD,
  'partners.list': OWNER,
  'partners.create': OWNER,
  'partners.renew': OWNER,
  'partners.switchOff': OWNER,
};
