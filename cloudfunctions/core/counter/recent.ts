/** What was done at the counter, newest first: a cashier's own, for who leads everybody's, of the stores they work in. */
import type { StaffActions } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Match } from '../../platform/store';
import type { Member } from '../account';
import { dayOf } from '../calendar';
import { loadSettings } from '../settings';
import { boundTo, leads, type Staff } from '../staffing';
import { COUNTER_KINDS, type CounterAct } from './act';
import { actionView } from './act-view';
import { cursorAfter, placeOf } from './cursor';

const USUAL = 20;
/** Acts of one and the same millisecond that a page may have to pass over. */
const TOGETHER = 50;

/** Refuses with INVALID_INPUT for a cursor that was never handed out. */
export async function recent(
  env: Environment,
  staff: Staff,
  { cursor, limit = USUAL }: StaffActions['counter.recent'][0],
): Promise<Result<StaffActions['counter.recent'][1]>> {
  const place = cursor === undefined ? null : placeOf(cursor);
  if (cursor !== undefined && !place) return refuse('INVALID_INPUT', { field: 'cursor' });
  const stores = boundTo(staff);
  const where: Match = {
    kind: { in: COUNTER_KINDS },
    ...(leads(staff.role) ? {} : { staffId: staff._id }),
    ...(stores ? { storeId: { in: stores } } : {}),
    ...(place ? { at: { lte: place.at } } : {}),
  };
  const [settings, found] = await Promise.all([
    loadSettings(env),
    env.store.find<CounterAct>('actions', { where, order: ['at', 'desc'], limit: limit + 1 + TOGETHER }),
  ]);
  const ordered = found.sort((a, b) => b.at - a.at || (a._id < b._id ? -1 : 1));
  const after = place ? ordered.filter((act) => act.at < place.at || act._id > place.id) : ordered;
  const page = after.slice(0, limit);
  const last = after.length > limit ? page.at(-1) : undefined;
  const owners = await ownersOf(env, page);
  const nobody = { number: '', nickname: null };
  return accept({
    now: env.now,
    today: dayOf(env.now, settings.programme.zone),
    actions: page.map((act) => actionView(act, owners.get(act.memberId) ?? nobody, staff, settings, env.now)),
    nextCursor: last ? cursorAfter({ at: last.at as EpochMs, id: last._id }) : null,
  });
}

/** Names are the members' own to change or take away: they are read anew, and kept in no act. */
async function ownersOf(env: Environment, acts: readonly CounterAct[]) {
  const ids = [...new Set(acts.map(({ memberId }) => memberId))];
  if (ids.length === 0) return new Map<string, never>();
  const fields = ['number', 'profile'];
  const query = { where: { _id: { in: ids } }, limit: ids.length, fields };
  const members = await env.store.find<Pick<Member, '_id' | 'number' | 'profile'>>('members', query);
  return new Map(members.map(({ _id, number, profile }) => [_id, { number, nickname: profile.nickname }]));
}
