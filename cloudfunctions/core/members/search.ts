/** The staff look for somebody. Names and numbers are shown to whoever may see members; a phone number to nobody. */
import type { MemberFilter, MembersInput, MembersView } from '../../../typings/api/members';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { cursorAfter, type Place, pageOf, placeOf } from '../../platform/pages';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Match } from '../../platform/store';
import { type Member, memberOf, type StoredMember } from '../account';
import { dayOf } from '../calendar';
import { findByRef, type Identity, tailOf } from '../membership';
import { loadSettings, type Settings } from '../settings';
import type { Staff } from '../staffing';
import { tooFast } from './limits';
import { afterAll, recognised, type Sought } from './recognised';
import { memberRow, nowOf } from './subject';

const PAGE = 20;
/** Of one tail: more need the whole number. */
const TAILS = 20;
const NEW_MS = 7 * 86_400_000;
const LIVING = ['active', 'frozen'] as const;

type Found = { members: Member[]; next: Place | null; more: boolean };
const NOBODY: Found = { members: [], next: null, more: false };

/** Refuses with TOO_FAST, INVALID_INPUT for a cursor that was never handed out, and BUSY. */
export async function search(
  env: Environment,
  staff: Staff,
  { text = '', filter = 'all', cursor }: MembersInput,
): Promise<Result<MembersView>> {
  const sought = text.trim() === '' ? null : recognised(text);
  const place = cursor === undefined ? null : placeOf(cursor, sought ? 'string' : 'number');
  if (cursor !== undefined && !place) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const byPhone = sought?.by === 'phone' || sought?.by === 'tail';
  const hurried = await tooFast(env, staff, byPhone ? 'phone' : 'look');
  if (hurried) return hurried;
  const settings = await loadSettings(env);
  const found = sought ? await soughtBy(env, settings, sought, place) : accept(await newest(env, filter, place));
  if (!found.ok) return found;
  const { members, next, more } = found.data;
  const today = dayOf(env.now, settings.programme.zone);
  return accept({
    now: env.now,
    today,
    members: members.map((member) => memberRow(member, settings, today)),
    nextCursor: next && cursorAfter(next),
    by: sought?.by ?? null,
    more,
  });
}

async function soughtBy(
  env: Environment,
  settings: Settings,
  sought: Sought,
  place: Place | null,
): Promise<Result<Found>> {
  if (sought.by === 'nickname') return accept(await named(env, sought.beginning, place));
  if (sought.by === 'tail') return ending(env, settings, sought.tail);
  const { by: _by, ...ref } = sought;
  const found = await findByRef(env, ref as { number: string } | { phone: string });
  if (found.ok) return accept({ ...NOBODY, members: [found.data] });
  if (found.code === 'CLOSED' && sought.by === 'number') return closedUnder(env, settings, sought.number);
  return found.code === 'MEMBER_NOT_FOUND' || found.code === 'CLOSED' ? accept(NOBODY) : found;
}

/** A closed account is found by its number alone, which stands on receipts: nothing else is left of it. */
async function closedUnder(env: Environment, settings: Settings, number: string): Promise<Result<Found>> {
  const [stored] = await env.store.find<StoredMember>('members', { where: { number }, limit: 1 });
  const now = stored ? await nowOf(env, settings, memberOf(stored)) : accept(null);
  if (!now.ok) return now;
  return accept({ ...NOBODY, members: now.data ? [now.data] : [] });
}

/** Newest first. */
async function newest(env: Environment, filter: MemberFilter, place: Place | null): Promise<Found> {
  const where: Match = { state: filter === 'frozen' ? 'frozen' : { in: LIVING } };
  if (filter === 'counter') where.openid = null;
  const since = (env.now - NEW_MS) as EpochMs;
  // Nobody joins after now.
  const span = filter === 'new' ? { span: { from: since, before: env.now + 1 } } : {};
  const strip = { where, by: 'joinedAt', towards: 'desc' as const, place, limit: PAGE, ...span };
  const { found, next } = await pageOf<StoredMember>(env.store, 'members', strip);
  return { members: found.map(memberOf), next, more: false };
}

async function named(env: Environment, beginning: string, place: Place | null): Promise<Found> {
  const before = afterAll(beginning);
  if (before === null) return NOBODY;
  const span = { from: beginning, before };
  const by = 'profile.nickname';
  const where = { state: { in: LIVING } };
  const strip = { where, by, towards: 'asc' as const, place, limit: PAGE, span };
  const { found, next } = await pageOf<StoredMember>(env.store, 'members', strip);
  return { members: found.map(memberOf), next, more: false };
}

/** Numbers that were made known before their tails were kept are found in full alone. */
async function ending(env: Environment, settings: Settings, tail: string): Promise<Result<Found>> {
  const where = { tail: tailOf(tail) };
  const query = { where, limit: TAILS + 1, fields: ['memberId'] };
  const identities = await env.store.find<Pick<Identity, 'memberId'>>('identities', query);
  const ids = [...new Set(identities.map(({ memberId }) => memberId))].slice(0, TAILS);
  if (ids.length === 0) return accept(NOBODY);
  const stored = await env.store.find<StoredMember>('members', { where: { _id: { in: ids } }, limit: ids.length });
  const members = new Map<string, Member>();
  for (const each of stored) {
    const now = await nowOf(env, settings, memberOf(each));
    if (!now.ok) return now;
    if (now.data.state !== 'closed') members.set(now.data._id, now.data);
  }
  return accept({ members: [...members.values()], next: null, more: identities.length > TAILS });
}
