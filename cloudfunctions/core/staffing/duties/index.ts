/** Who may do what. Every action of the function `staff` stands here; the function asks this table before anything else. */
import type { Role, StaffActions } from '../../../../typings/api/staff';
import { catalogueDuties } from './catalogue';
import { counterDuties } from './counter';
import type { Duties } from './duty';
import { healthDuties } from './health';
import { labDuties } from './lab';
import { membersDuties } from './members';
import { programmeDuties } from './programme';
import { reportsDuties } from './reports';
import { shopDuties } from './shop';
import { teamDuties } from './team';
import { transferDuties } from './transfer';

export type StaffAction = keyof StaffActions;

export const duties: Duties<StaffActions> = {
  ...counterDuties,
  ...teamDuties,
  ...shopDuties,
  ...programmeDuties,
  ...labDuties,
  ...healthDuties,
  ...reportsDuties,
  ...membersDuties,
  ...catalogueDuties,
  ...transferDuties,
};

export function isDutyOf(role: Role, action: StaffAction): boolean {
  const roles = duties[action];
  return roles !== 'anybody' && roles.includes(role);
}

export function dutiesOf(role: Role): StaffAction[] {
  return (Object.keys(duties) as StaffAction[]).filter((action) => isDutyOf(role, action));
}
