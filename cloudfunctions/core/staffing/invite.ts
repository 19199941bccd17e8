/** Whoever leads lets somebody in: a code that is good once, for some days. */
import type { InviteView, Role, TeamView } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { keyFor } from '../../platform/secrets';
import { ensure, findById } from '../../platform/store';
import { loadSettings } from '../settings';
import { takeTurn } from '../tallies';
import { codeFor } from './code';
import { type Invite, inviteIdOf } from './invited';
import { mayPlace, placeFor } from './place';
import { STAFF_MAX, type Staff } from './staff';
import { team, teamOf } from './team';
import { recordBy } from './trail';

const DAY_MS = 86_400_000;
const GOOD_DAYS = 2;
/** A day, of one person. */
const INVITES_MAX = 50;

/**
 * The same key gives the same code. Refuses with ROLE_REQUIRED, STORE_NOT_YOURS, STORE_UNKNOWN, TOO_MANY, or INVITE_INVALID
 * for one that was taken back.
 */
export async function invite(
  env: Environment,
  by: Staff,
  input: { role: Role; stores: string[]; days?: number | undefined },
  key: string,
): Promise<Result<InviteView>> {
  const code = codeFor(`${by._id} ${key}`, keyFor('invite'));
  const [settings, there] = await Promise.all([
    loadSettings(env),
    findById<Invite>(env.store, 'invites', inviteIdOf(code)),
  ]);
  if (there) return there.cancelledAt ? refuse('INVITE_INVALID') : accept({ code, until: there.until });
  const place = placeFor(by, input, settings.stores);
  if (!place.ok) return place;
  const day = Math.floor(env.now / DAY_MS);
  const turns = { id: `invites:${by._id}:${day}`, max: INVITES_MAX, until: ((day + 2) * DAY_MS) as EpochMs };
  const [team, allowed] = await Promise.all([teamOf(env.store), takeTurn(env.store, turns)]);
  if (!allowed || team.length >= STAFF_MAX) return refuse('TOO_MANY');
  const until = (env.now + (input.days ?? GOOD_DAYS) * DAY_MS) as EpochMs;
  const made = { shape: 1 as const, ...place.data, invitedBy: by._id, until, usedBy: null, usedAt: null };
  await ensure(env.store, 'invites', { _id: inviteIdOf(code), ...made } satisfies Invite);
  await recordBy(env, by, key, { change: 'invited', subject: null, ...place.data });
  return accept({ code, until });
}

/** Once it is used it can no longer be taken back. Refuses with INVITE_INVALID, ROLE_REQUIRED or STORE_NOT_YOURS. */
export async function cancelInvite(
  env: Environment,
  by: Staff,
  { id }: { id: string },
  key: string,
): Promise<Result<TeamView>> {
  const invite = await findById<Invite>(env.store, 'invites', id);
  if (!invite) return refuse('INVITE_INVALID');
  const { role, stores } = invite;
  const theirs = mayPlace(by, { role, stores });
  if (!theirs.ok) return theirs;
  const unused = { usedBy: null, cancelledAt: null };
  const held = await env.store.update('invites', id, unused, { set: { cancelledAt: env.now } });
  if (!held && !(await findById<Invite>(env.store, 'invites', id))?.cancelledAt) return refuse('INVITE_INVALID');
  await recordBy(env, by, key, { change: 'cancelled', subject: null, role, stores });
  return team(env, by);
}
