/**
 * The owners who may act, in one document: its insert makes the first one, and a shop never runs out of them.
 *
 * Law: whoever is in `active` is an owner whose own document says 'active'. To suspend one, or to make them something
 * else, the list loses them first and their document follows; to let one in, their document comes first. Each change takes the next `turn`, and a document
 * takes only a later turn than its last: a slow writer changes nothing any more. What breaks off between leaves an active
 * owner out of the list, who then only cannot be the last one left; a repeat puts it right.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { type Refusal, refuse } from '../../platform/refusal';
import { type Change, ensure, findById, type Store } from '../../platform/store';
import { type Staff, staffIdOf } from './staff';

const OWNERS = 'owners';

export interface Owners {
  _id: typeof OWNERS;
  shape: 1;
  first: { openid: string; name: string; at: EpochMs };
  /** Ids of staff. */
  active: string[];
  turn: number;
}

export function findOwners(store: Store): Promise<Owners | null> {
  return findById<Owners>(store, 'staff', OWNERS);
}

/** Makes this person the first owner, or answers who was. */
export async function claimShop(env: Environment, openid: string, name: string): Promise<Owners> {
  const first = { openid, name, at: env.now };
  const wanted: Owners = { _id: OWNERS, shape: 1, first, active: [staffIdOf(openid)], turn: 0 };
  if (await ensure(env.store, 'staff', wanted)) return wanted;
  const there = await findOwners(env.store);
  if (!there) throw new Error('the owners have vanished');
  return there;
}

/** The document of the first owner, who may have died before it was there. Whoever comes next makes it. */
export async function seatFirst(store: Store, { first }: Owners): Promise<void> {
  const { openid, name, at } = first;
  const staff: Staff = {
    _id: staffIdOf(openid),
    shape: 1,
    openid,
    name,
    role: 'owner',
    stores: [],
    state: 'active',
    joinedAt: at,
    invitedBy: null,
    invitedAt: at,
    turn: 0,
  };
  await ensure(store, 'staff', staff);
}

/** Refuses with NOT_ALLOWED for the last one, and with BUSY. */
export function suspendOwner(store: Store, id: string): Promise<Refusal | null> {
  return dismiss(store, id, { set: { state: 'suspended' } });
}

/** From now on they are something else, or gone. Refuses as `suspendOwner` does. */
export function stepDown(store: Store, id: string, place: Pick<Staff, 'role' | 'stores'> & Partial<Staff>) {
  return dismiss(store, id, { set: { ...place }, inc: { rev: 1 } });
}

async function dismiss(store: Store, id: string, change: Change): Promise<Refusal | null> {
  const owners = await known(store);
  const active = owners.active.filter((each) => each !== id);
  if (active.length === 0) return refuse('NOT_ALLOWED', { reason: 'lastOwner' });
  const turn = owners.turn + 1;
  if (!(await store.update('staff', OWNERS, { turn: owners.turn }, { set: { active, turn } }))) return refuse('BUSY');
  const still = { role: 'owner', turn: { lte: turn - 1 } };
  const done = await store.update('staff', id, still, { ...change, set: { ...change.set, turn } });
  return done ? null : refuse('BUSY');
}

/** @param from the state their document must have: an owner who joins is let in as 'active' only */
export async function letOwnerIn(store: Store, id: string, from?: 'active'): Promise<Refusal | null> {
  const owners = await known(store);
  const turn = owners.turn + 1;
  const where = { role: 'owner', turn: { lte: turn - 1 }, ...(from ? { state: from } : {}) };
  const set = { state: 'active', turn };
  if (!(await store.update('staff', id, where, { set })) && !(await isIn(store, id, turn))) return refuse('BUSY');
  const active = [...new Set([...owners.active, id])];
  const done = await store.update('staff', OWNERS, { turn: owners.turn }, { set: { active, turn } });
  return done ? null : refuse('BUSY');
}

/** An earlier call has got as far as their document, with this very turn, and not to the list. */
async function isIn(store: Store, id: string, turn: number): Promise<boolean> {
  const staff = await findById<Staff>(store, 'staff', id, ['role', 'state', 'turn']);
  return staff?.role === 'owner' && staff.state === 'active' && staff.turn === turn;
}

async function known(store: Store): Promise<Owners> {
  const owners = await findOwners(store);
  if (!owners) throw new Error('there is staff, and no owner');
  return owners;
}
