/**
 * The duties in groups, as a shopkeeper would name them: the table in the app, and what the trail says of an act it has no
 * words for. All actions of a group are of the same roles (a test holds it), so one line tells the truth of each. Pure.
 */
import type { Role } from '../../../typings/api/staff';
import type { DutyArea } from '../../../typings/api/team';
import { duties, type StaffAction } from './duties';
import { ROLES } from './roles';

type Family = StaffAction extends infer Name ? (Name extends `${infer Area}.${string}` ? `${Area}.*` : never) : never;

export interface DutyGroup {
  code: string;
  area: DutyArea;
  /** Single actions, and families of which they are taken out. */
  actions: readonly (StaffAction | Family)[];
}

export const groups: readonly DutyGroup[] = [
  { code: 'counter', area: 'counter', actions: ['counter.*', 'visits.code', 'fulfil.handOver'] },
  { code: 'pickups', area: 'counter', actions: ['fulfil.list'] },
  { code: 'printed', area: 'counter', actions: ['visits.printed'] },
  { code: 'members', area: 'members', actions: ['members.*', 'approvals.*'] },
  {
    code: 'care',
    area: 'members',
    actions: ['members.birthday', 'members.freeze', 'members.mergeView', 'members.merge', 'approvals.decide'],
  },
  { code: 'cases', area: 'members', actions: ['referrals.*'] },
  { code: 'sleeping', area: 'members', actions: ['reports.sleeping'] },
  { code: 'goods', area: 'goods', actions: ['rewards.*', 'categories.*', 'templates.*', 'pools.*'] },
  { code: 'shipping', area: 'goods', actions: ['parcels.*', 'fulfil.ship'] },
  { code: 'cancelling', area: 'goods', actions: ['fulfil.cancel'] },
  { code: 'rules', area: 'rules', actions: ['programme.*', 'calendar.*', 'lab.*'] },
  { code: 'labResults', area: 'rules', actions: ['lab.step', 'lab.view'] },
  { code: 'figures', area: 'figures', actions: ['reports.*'] },
  { code: 'exports', area: 'figures', actions: ['exports.*'] },
  { code: 'imports', area: 'members', actions: ['imports.*'] },
  { code: 'team', area: 'team', actions: ['staff.*'] },
  { code: 'own', area: 'team', actions: ['staff.duties', 'staff.leave', 'manual.view'] },
  { code: 'trail', area: 'team', actions: ['audit.*'] },
  { code: 'shop', area: 'shop', actions: ['shop.*', 'modules.*'] },
  {
    code: 'money',
    area: 'shop',
    actions: ['shop.payment', 'shop.savePayment', 'shop.care', 'shop.saveCare'],
  },
  { code: 'pictures', area: 'shop', actions: ['pictures.*'] },
  { code: 'stores', area: 'shop', actions: ['stores.*'] },
  { code: 'partners', area: 'shop', actions: ['partners.*'] },
  { code: 'health', area: 'shop', actions: ['health.*'] },
];

const familyOf = (action: string) => `${action.slice(0, action.indexOf('.'))}.*`;
const byAction = new Map(groups.flatMap((group) => group.actions.map((action) => [action as string, group] as const)));

/** The group of an action; null for how one becomes staff, which is nobody's duty. */
export function groupOf(action: StaffAction): DutyGroup | null {
  if (duties[action] === 'anybody') return null;
  return byAction.get(action) ?? byAction.get(familyOf(action)) ?? null;
}

export function actionsOf(wanted: (group: DutyGroup) => boolean): StaffAction[] {
  return (Object.keys(duties) as StaffAction[]).filter((action) => {
    const group = groupOf(action);
    return group !== null && wanted(group);
  });
}

/** Who may do all that is in the group. */
export function rolesOf(group: DutyGroup): Role[] {
  const actions = actionsOf((each) => each === group);
  return ROLES.filter((role) => actions.every((action) => duties[action].includes(role)));
}
