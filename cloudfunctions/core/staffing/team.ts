import type { OpenInvite, TeamMember, TeamView } from '../../../typings/api/staff';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById, type Reader } from '../../platform/store';
import { dayOf } from '../calendar';
import { loadSettings } from '../settings';
import type { StoreInfo } from '../stores';
import { boundTo } from './bounds';
import { type Invite, isOpenAt } from './invited';
import { letOwnerIn, suspendOwner } from './owners';
import { mayPlace } from './place';
import { mayAppoint, ROLES } from './roles';
import type { Staff } from './staff';
import { recordBy } from './trail';
import { placesIn, staffView } from './view';

/** More than can be invited (invite.ts): open invites may still take it past that. */
const LISTED_MAX = 1_000;
/** Those that end first; nobody keeps more of them open. */
const INVITES_SHOWN = 100;

/** Who works here, in the order they came; those who may not act any more last. */
export async function teamOf(store: Reader): Promise<Staff[]> {
  const staff = (await everybody(store)).filter(isThere);
  const rank = ({ state }: Staff) => (state === 'active' ? 0 : 1);
  return staff.sort((a, b) => rank(a) - rank(b) || a.joinedAt - b.joinedAt);
}

/** Whoever has left too, in the order they came. */
export async function everybody(store: Reader): Promise<Staff[]> {
  const where = { role: { in: ROLES } };
  const staff = await store.find<Staff>('staff', { where, limit: LISTED_MAX });
  return staff.sort((a, b) => a.joinedAt - b.joinedAt);
}

/** As `by` sees it: who is bound to stores sees whom they meet there, and the invites they may take back. */
export async function team(env: Environment, by: Staff): Promise<Result<TeamView>> {
  const [{ stores, programme }, staff, invites] = await Promise.all([
    loadSettings(env),
    teamOf(env.store),
    env.store.find<Invite>('invites', { where: isOpenAt(env.now), order: ['until', 'asc'], limit: INVITES_SHOWN }),
  ]);
  const names = new Map(staff.map(({ _id, name }) => [_id, name]));
  const theirs = invites.filter(({ role, stores }) => mayPlace(by, { role, stores }).ok);
  return accept({
    now: env.now,
    today: dayOf(env.now, programme.zone),
    staff: staff.filter((each) => meets(by, each)).map((each) => memberView(by, each, stores)),
    invites: theirs.map((each) => inviteView(each, names.get(each.invitedBy) ?? '', stores)),
    appoints: ROLES.filter((role) => mayAppoint(by.role, role)),
    everywhere: boundTo(by) === null,
  });
}

function meets(by: Staff, other: Staff): boolean {
  const [own, theirs] = [boundTo(by), boundTo(other)];
  return own === null || theirs === null || theirs.some((each) => own.includes(each));
}

function memberView(by: Staff, one: Staff, all: readonly StoreInfo[]): TeamMember {
  const everywhere = boundTo(one) === null;
  return { ...staffView(one, all), rev: one.rev ?? 0, everywhere, changeable: mayPlace(by, one).ok };
}

function inviteView({ _id, role, stores, until }: Invite, by: string, all: readonly StoreInfo[]): OpenInvite {
  const named = stores.length > 0 ? placesIn({ role, stores }, all) : [];
  return { id: _id, role, stores: named, by, until };
}

/**
 * Refuses with INVALID_INPUT, ROLE_REQUIRED, STORE_NOT_YOURS, NOT_ALLOWED for the last owner, and with BUSY, after which
 * it may be asked again.
 */
export async function suspend(
  env: Environment,
  by: Staff,
  { id, suspended }: { id: string; suspended: boolean },
  key: string,
): Promise<Result<TeamView>> {
  const { store } = env;
  const subject = await findById<Partial<Staff>>(store, 'staff', id);
  if (!isThere(subject)) return refuse('INVALID_INPUT', { field: 'id' });
  const theirs = mayPlace(by, subject);
  if (!theirs.ok) return theirs;
  const { role, stores } = subject;
  if (role === 'owner') {
    const refused = suspended ? await suspendOwner(store, id) : await letOwnerIn(store, id);
    if (refused) return refused;
  } else {
    const still = { role, state: { in: ['active', 'suspended'] } };
    if (!(await store.update('staff', id, still, { set: { state: suspended ? 'suspended' : 'active' } })))
      return refuse('BUSY');
  }
  await recordBy(env, by, key, { change: suspended ? 'suspended' : 'resumed', subject: id, role, stores });
  return team(env, by);
}

/** The document of somebody who works here, or may again; the list of owners is none. */
export function isThere(found: Partial<Staff> | null): found is Staff {
  return found?.role !== undefined && found.state !== 'left';
}
