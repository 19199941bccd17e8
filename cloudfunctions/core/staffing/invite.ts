/** An owner lets somebody in: a code that is good once, for two days. */
import { createHmac } from 'node:crypto';
import type { InviteView, Role } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { keyFor } from '../../platform/secrets';
import { ensure, findById } from '../../platform/store';
import { loadSettings } from '../settings';
import { codeFor, typed } from './code';
import { STAFF_MAX, type Staff } from './staff';
import { takeTurn } from './tallies';
import { teamOf } from './team';
import { actIdOf, record } from './trail';

const GOOD_MS = 48 * 3_600_000;
const DAY_MS = 86_400_000;
/** A day, of one owner. */
const INVITES_MAX = 50;

export interface Invite {
  /** Keyed digest of the code: whoever reads the database learns no code from it. */
  _id: string;
  shape: 1;
  role: Role;
  stores: string[];
  invitedBy: string;
  until: EpochMs;
  /** Staff who joined with it. */
  usedBy: string | null;
  usedAt: EpochMs | null;
}

export function inviteIdOf(code: string): string {
  return createHmac('sha256', keyFor('invite'))
    .update(`id ${typed(code)}`)
    .digest('base64url');
}

/** The same key gives the same code. Refuses with STORE_UNKNOWN or TOO_MANY. */
export async function invite(
  env: Environment,
  owner: Staff,
  input: { role: Role; stores: string[] },
  key: string,
): Promise<Result<InviteView>> {
  const code = codeFor(`${owner._id} ${key}`, keyFor('invite'));
  const [settings, there] = await Promise.all([
    loadSettings(env),
    findById<Invite>(env.store, 'invites', inviteIdOf(code)),
  ]);
  if (there) return accept({ code, until: there.until });
  // An owner works everywhere.
  const stores = input.role === 'owner' ? [] : [...new Set(input.stores)];
  if (!stores.every((each) => settings.stores.some(({ id }) => id === each)))
    return refuse('STORE_UNKNOWN', { field: 'stores' });
  const day = Math.floor(env.now / DAY_MS);
  const turns = { id: `invites:${owner._id}:${day}`, max: INVITES_MAX, until: ((day + 2) * DAY_MS) as EpochMs };
  const [team, allowed] = await Promise.all([teamOf(env.store), takeTurn(env.store, turns)]);
  if (!allowed || team.length >= STAFF_MAX) return refuse('TOO_MANY');
  const until = (env.now + GOOD_MS) as EpochMs;
  const { role } = input;
  const made = { shape: 1 as const, role, stores, invitedBy: owner._id, until, usedBy: null, usedAt: null };
  await ensure(env.store, 'invites', { _id: inviteIdOf(code), ...made } satisfies Invite);
  const change = { change: 'invited' as const, subject: null, role, stores };
  await record(env.store, { _id: actIdOf(owner._id, key), staffId: owner._id, by: owner.name, at: env.now, ...change });
  return accept({ code, until });
}
