/** Somebody goes, of their own will and at once. What they did stays; an invite may bring them back. */
import type { StaffHome } from '../../../typings/api/staff';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { type Refusal, type Result, refuse } from '../../platform/refusal';
import { findStaff } from './find';
import { staffHome } from './join';
import { stepDown } from './owners';
import type { Staff } from './staff';
import { recordBy, type StaffChange } from './trail';

/** Refuses with NOT_STAFF, NOT_ALLOWED for the last owner, and with BUSY. Whoever has left already has left. */
export async function leave(env: Environment, { openid, key }: Caller): Promise<Result<StaffHome>> {
  const staff = await findStaff(env.store, openid);
  if (!staff || staff.state === 'suspended') return refuse('NOT_STAFF');
  const refused = staff.state === 'left' ? null : await gone(env, staff);
  if (refused) return refused;
  // A call may have died between; the repeat finds that leaving is not the last thing they did.
  if (staff.state === 'active' || !(await isWritten(env, staff))) {
    const { _id: subject, role, stores } = staff;
    await recordBy(env, staff, key, { change: 'left', subject, role, stores });
  }
  return staffHome(env, openid);
}

async function gone(env: Environment, { _id, role }: Staff): Promise<Refusal | null> {
  const left = { state: 'left' as const };
  // Who was an owner comes back as anybody does: not as one, unless an owner invites them so.
  if (role === 'owner') return stepDown(env.store, _id, { ...left, role: 'cashier', stores: [] });
  const held = await env.store.update('staff', _id, { role, state: 'active' }, { set: left, inc: { rev: 1 } });
  return held ? null : refuse('BUSY');
}

async function isWritten(env: Environment, { _id: staffId }: Staff): Promise<boolean> {
  const query = { where: { staffId }, order: ['at', 'desc'], limit: 1 } as const;
  const [last] = await env.store.find<Partial<StaffChange>>('actions', query);
  return last?.kind === 'staff' && last.change === 'left';
}
