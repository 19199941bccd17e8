import type { TeamView } from '../../../typings/api/staff';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById, type Reader } from '../../platform/store';
import { dayOf } from '../calendar';
import { loadSettings } from '../settings';
import { letOwnerIn, suspendOwner } from './owners';
import { ROLES } from './roles';
import type { Staff } from './staff';
import { actIdOf, record } from './trail';
import { staffView } from './view';

/** More than can be invited (invite.ts): open invites may still take it past that. */
const LISTED_MAX = 1_000;

/** Who works here, in the order they came; those who may not act any more last. */
export async function teamOf(store: Reader): Promise<Staff[]> {
  const roles = { in: ROLES };
  const staff = await store.find<Staff>('staff', { where: { role: roles }, limit: LISTED_MAX });
  const rank = ({ state }: Staff) => (state === 'active' ? 0 : 1);
  return staff.sort((a, b) => rank(a) - rank(b) || a.joinedAt - b.joinedAt);
}

export async function team(env: Environment): Promise<Result<TeamView>> {
  const [settings, staff] = await Promise.all([loadSettings(env), teamOf(env.store)]);
  const today = dayOf(env.now, settings.programme.zone);
  return accept({ now: env.now, today, staff: staff.map((each) => staffView(each, settings.stores)) });
}

/** Refuses with INVALID_INPUT, NOT_ALLOWED for the last owner, and with BUSY, after which it may be asked again. */
export async function suspend(
  env: Environment,
  owner: Staff,
  { id, suspended }: { id: string; suspended: boolean },
  key: string,
): Promise<Result<TeamView>> {
  const { store } = env;
  const subject = await findById<Partial<Staff>>(store, 'staff', id);
  if (!subject?.role) return refuse('INVALID_INPUT', { field: 'id' });
  const { role } = subject;
  if (role === 'owner') {
    const refused = suspended ? await suspendOwner(store, id) : await letOwnerIn(store, id);
    if (refused) return refused;
  } else if (!(await store.update('staff', id, { role }, { set: { state: suspended ? 'suspended' : 'active' } })))
    return refuse('BUSY');
  const change = suspended ? ('suspended' as const) : ('resumed' as const);
  const who = { staffId: owner._id, by: owner.name, at: env.now, subject: id, role, stores: subject.stores ?? [] };
  await record(store, { _id: actIdOf(owner._id, key), change, ...who });
  return team(env);
}
