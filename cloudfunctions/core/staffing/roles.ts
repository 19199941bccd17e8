/** The roles, and the groups of them that duties are given to. Pure. */
import type { Role } from '../../../typings/api/staff';

/** Highest first. */
export const ROLES: readonly Role[] = ['owner', 'manager', 'operator', 'cashier', 'analyst'];

/** Who answers for the shop as a whole: its money, its keys, its owners. */
export const OWNER: readonly Role[] = ['owner'];
/** Who runs it from day to day. */
export const LEAD: readonly Role[] = ['owner', 'manager'];
/** Who makes offers, rules and goods. */
export const DESIGN: readonly Role[] = ['owner', 'manager', 'operator'];
/** Who stands at the counter. */
export const COUNTER: readonly Role[] = ['owner', 'manager', 'cashier'];
/** Who may look at figures. */
export const READ: readonly Role[] = ['owner', 'manager', 'operator', 'analyst'];
/** Everybody who works here. */
export const ALL: readonly Role[] = ROLES;

/** Acts and figures of others, not only their own. */
export function leads(role: Role): boolean {
  return LEAD.includes(role);
}

/** Whom somebody may let in, change or suspend: an owner everybody, a manager those below. */
export function mayAppoint(role: Role, other: Role): boolean {
  return role === 'owner' || (role === 'manager' && !leads(other));
}
