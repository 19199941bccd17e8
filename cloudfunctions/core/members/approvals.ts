import type { MemberActions } from '../../../typings/api/members';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { cursorAfter, pageOf, placeOf } from '../../platform/pages';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Match } from '../../platform/store';
import type { Member } from '../account';
import { dayOf } from '../calendar';
import { loadSettings } from '../settings';
import { leads, type Staff } from '../staffing';
import { type Approval, approvalView, WAITING } from './approval';
import { othersWhoDecide } from './deciders';

const PAGE = 20;
const DECIDED = ['agreed', 'declined', 'refused'] as const;

/** Newest first: everybody's for who decides, their own for who can only ask. Refuses with INVALID_INPUT. */
export async function approvals(
  env: Environment,
  staff: Staff,
  { segment, cursor }: MemberActions['approvals.list'][0],
): Promise<Result<MemberActions['approvals.list'][1]>> {
  const place = cursor === undefined ? null : placeOf(cursor, 'number');
  if (cursor !== undefined && !place) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const where: Match = {
    state: { in: segment === 'waiting' ? WAITING : DECIDED },
    ...(leads(staff.role) ? {} : { staffId: staff._id }),
  };
  const [settings, page, others] = await Promise.all([
    loadSettings(env),
    pageOf<Approval>(env.store, 'approvals', { where, by: 'at', towards: 'desc', place, limit: PAGE }),
    othersWhoDecide(env.store, staff._id),
  ]);
  const members = await namesOf(env, page.found);
  const alone = staff.role === 'owner' && others === 0;
  return accept({
    now: env.now,
    today: dayOf(env.now, settings.programme.zone),
    approvals: page.found.map((each) => approvalView(each, members.get(each.memberId) ?? null, settings, staff, alone)),
    nextCursor: page.next && cursorAfter({ at: page.next.at as EpochMs, id: page.next.id }),
  });
}

type Named = Pick<Member, '_id' | 'number' | 'profile' | 'state'>;

/** Names are the members' own to change or take away: they are read anew, and kept in no approval. */
async function namesOf(env: Environment, list: readonly Approval[]): Promise<Map<string, Named>> {
  const ids = [...new Set(list.map(({ memberId }) => memberId))];
  if (ids.length === 0) return new Map();
  const query = { where: { _id: { in: ids } }, limit: ids.length, fields: ['number', 'profile', 'state'] };
  const members = await env.store.find<Named>('members', query);
  return new Map(members.map((member) => [member._id, member]));
}
