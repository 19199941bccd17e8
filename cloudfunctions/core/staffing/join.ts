/** How one becomes staff: the first owner by the set-up code, everybody else by an invite. */
import type { StaffHome } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Refusal, type Result, refuse } from '../../platform/refusal';
import { ensure, findById, type Store } from '../../platform/store';
import { loadSettings } from '../settings';
import { findStaff } from './find';
import { guess } from './guesses';
import { type Invite, inviteIdOf, isOpenAt } from './invited';
import { claimShop, findOwners, letOwnerIn, seatFirst } from './owners';
import { mayPlace } from './place';
import { isSetupCode } from './setup';
import { type Staff, staffIdOf } from './staff';
import { record } from './trail';
import { homeView } from './view';

export async function staffHome(env: Environment, openid: string): Promise<Result<StaffHome>> {
  const [settings, staff, owners] = await Promise.all([
    loadSettings(env),
    findStaff(env.store, openid),
    findOwners(env.store),
  ]);
  return accept(homeView(staff, owners === null, settings, env.now));
}

/** Somebody owns the shop. */
export async function isClaimed(store: Store): Promise<boolean> {
  return (await findOwners(store)) !== null;
}

/** Refuses with SETUP_CODE_WRONG, OWNER_EXISTS or TOO_MANY_GUESSES. Of any number of claims at once, one makes the owner. */
export async function claim(
  env: Environment,
  { openid }: Caller,
  { code, name }: { code: string; name: string },
): Promise<Result<StaffHome>> {
  const { store } = env;
  let owners = await findOwners(store);
  if (!owners) {
    const attempt = await guess(env, 'setup', openid);
    if (!attempt.allowed) return refuse('TOO_MANY_GUESSES');
    if (!isSetupCode(code)) return refuse('SETUP_CODE_WRONG');
    await attempt.right();
    owners = await claimShop(env, openid, name);
  }
  await seatFirst(store, owners);
  const { first } = owners;
  const staffId = staffIdOf(first.openid);
  const change = { change: 'claimed' as const, subject: staffId, role: 'owner' as const, stores: [] };
  await record(store, { _id: digest('the shop was claimed'), staffId, by: first.name, at: first.at, ...change });
  return first.openid === openid ? staffHome(env, openid) : refuse('OWNER_EXISTS');
}

/** Refuses with INVITE_INVALID, TOO_MANY_GUESSES, NOT_ALLOWED for who is suspended, and with BUSY. */
export async function join(
  env: Environment,
  { openid }: Caller,
  { code, name }: { code: string; name: string },
): Promise<Result<StaffHome>> {
  const [present, attempt] = await Promise.all([findStaff(env.store, openid), guess(env, 'invite', openid)]);
  if (!attempt.allowed) return refuse('TOO_MANY_GUESSES');
  if (present?.state === 'suspended') return refuse('NOT_ALLOWED');
  const used = await useInvite(env, staffIdOf(openid), inviteIdOf(code), present);
  if (!used) return refuse('INVITE_INVALID');
  await attempt.right();
  const refused = await enter(env.store, openid, name, used);
  return refused ?? staffHome(env, openid);
}

type Used = Invite & { usedAt: EpochMs };

/** Takes it for this person, or finds that they have taken it before; null when it is of no use to them. */
async function useInvite(env: Environment, by: string, id: string, present: Staff | null): Promise<Used | null> {
  const free = isOpenAt(env.now);
  const known = await findById<Invite>(env.store, 'invites', id);
  if (!known) return null;
  // An owner is one already: the code stays good for whom it was made.
  if (present?.role !== 'owner' && (await mayInvite(env.store, known)))
    await env.store.update('invites', id, free, { set: { usedBy: by, usedAt: env.now } });
  const invite = await findById<Invite>(env.store, 'invites', id);
  if (!invite) return null;
  const { usedAt } = invite;
  return usedAt !== null && invite.usedBy === by ? { ...invite, usedAt } : null;
}

/** Who is suspended, has left or may no longer appoint leaves no way in behind. */
async function mayInvite(store: Store, { invitedBy, role, stores }: Invite): Promise<boolean> {
  const by = await findById<Staff>(store, 'staff', invitedBy, ['role', 'state', 'stores']);
  return by?.state === 'active' && mayPlace(by, { role, stores }).ok;
}

/** May be repeated. Somebody who was of the staff before gets the role and stores of the newest invite they used. */
async function enter(store: Store, openid: string, name: string, invite: Used): Promise<Refusal | null> {
  const { role, stores, invitedBy, usedAt } = invite;
  const _id = staffIdOf(openid);
  const place = { name, role, stores, invitedBy, invitedAt: usedAt };
  const staff: Staff = { _id, shape: 1, openid, state: 'active', joinedAt: usedAt, turn: 0, ...place };
  if (!(await ensure(store, 'staff', staff))) {
    const older = { state: { in: ['active', 'left'] }, role: { not: 'owner' }, invitedAt: { lte: usedAt - 1 } };
    // Of who left long ago the openid is forgotten (core/retention).
    await store.update('staff', _id, older, { set: { ...place, openid, state: 'active' }, inc: { rev: 1 } });
  }
  const now = await findById<Staff>(store, 'staff', _id);
  if (now?.invitedAt !== usedAt) return null;
  const change = { change: 'joined' as const, subject: _id, role, stores };
  await record(store, { _id: digest(`joined by ${invite._id}`), staffId: _id, by: name, at: usedAt, ...change });
  return now.role === 'owner' && now.state === 'active' ? letOwnerIn(store, _id, 'active') : null;
}
