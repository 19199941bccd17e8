/** Somebody of the staff gets another role or other stores. */
import type { Role, TeamView } from '../../../typings/api/staff';
import type { Environment } from '../../platform/environment';
import { type Refusal, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { loadSettings } from '../settings';
import { letOwnerIn, stepDown } from './owners';
import { mayPlace, type Place, placeFor } from './place';
import type { Staff } from './staff';
import { isThere, team } from './team';
import { actIdOf, recordBy } from './trail';

/**
 * Refuses with INVALID_INPUT, ROLE_REQUIRED, STORE_NOT_YOURS, STORE_UNKNOWN, NOT_ALLOWED for the last owner, OUTDATED when
 * somebody else has changed them since `rev` was read, and BUSY, after which it may be asked again.
 */
export async function change(
  env: Environment,
  by: Staff,
  { id, rev, ...input }: { id: string; role: Role; stores: string[]; rev: number },
  key: string,
): Promise<Result<TeamView>> {
  const [settings, subject, done] = await Promise.all([
    loadSettings(env),
    findById<Partial<Staff>>(env.store, 'staff', id),
    findById(env.store, 'actions', actIdOf(by._id, key), ['_id']),
  ]);
  if (done) return team(env, by);
  if (!isThere(subject)) return refuse('INVALID_INPUT', { field: 'id' });
  const theirs = mayPlace(by, subject);
  if (!theirs.ok) return theirs;
  const place = placeFor(by, input, settings.stores);
  if (!place.ok) return place;
  const now = subject.rev ?? 0;
  const before = now === rev + 1 && isPlacedIn(subject, place.data);
  if (now !== rev && !before) return refuse('OUTDATED', { rev: now });
  const refused = await movedTo(env, subject, place.data, before);
  if (refused) return refused;
  await recordBy(env, by, key, { change: 'changed', subject: id, ...place.data });
  return team(env, by);
}

function isPlacedIn({ role, stores }: Place, place: Place): boolean {
  return (
    role === place.role && stores.length === place.stores.length && stores.every((each) => place.stores.includes(each))
  );
}

/** @param before an earlier call of the same intent has moved them, and may have died before an owner was let in */
async function movedTo(env: Environment, subject: Staff, place: Place, before: boolean): Promise<Refusal | null> {
  const { _id, role, state, rev } = subject;
  if (!before) {
    if (role === 'owner' && place.role !== 'owner') return stepDown(env.store, _id, place);
    const still = { role, state, rev: rev ?? null };
    const refused = await only(env.store.update('staff', _id, still, { set: { ...place }, inc: { rev: 1 } }));
    if (refused) return refused;
  }
  return place.role === 'owner' && state === 'active' ? letOwnerIn(env.store, _id, 'active') : null;
}

async function only(held: Promise<boolean>): Promise<Refusal | null> {
  return (await held) ? null : refuse('BUSY');
}
