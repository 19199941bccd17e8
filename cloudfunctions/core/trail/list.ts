/** Everything the staff did, newest first. */
import type { TrailInput, TrailPage } from '../../../typings/api/team';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Reader } from '../../platform/store';
import type { Member } from '../account';
import { dayOf } from '../calendar';
import { cursorAfter, type Place, placeOf } from '../counter';
import { loadSettings } from '../settings';
import { everybody, type Staff } from '../staffing';
import { namedIn, type TrailAct, trailView } from './row';
import { scopesOf } from './scope';

const USUAL = 20;
/** Acts of one and the same millisecond that a page may have to pass over. */
const TOGETHER = 50;

/** Refuses with INVALID_INPUT for a cursor that was never handed out. */
export async function trail(
  env: Environment,
  staff: Staff,
  { cursor, limit = USUAL, ...wanted }: TrailInput,
): Promise<Result<TrailPage>> {
  const place = cursor === undefined ? null : placeOf(cursor);
  if (cursor !== undefined && !place) return refuse('INVALID_INPUT', { field: 'cursor' });
  const [settings, people, after] = await Promise.all([
    loadSettings(env),
    everybody(env.store),
    actsAfter(env.store, staff, wanted, place, limit + 1),
  ]);
  const page = after.slice(0, limit);
  const last = after.length > limit ? page.at(-1) : undefined;
  const colleagues = new Map(people.map(({ _id, name }) => [_id, name]));
  const numbers = await numbersOf(
    env.store,
    page.flatMap((act) => namedIn(act) ?? []).filter((id) => !colleagues.has(id)),
  );
  return accept({
    now: env.now,
    today: dayOf(env.now, settings.programme.zone),
    acts: page.map((act) => trailView(act, { numbers, colleagues }, settings)),
    nextCursor: last ? cursorAfter({ at: last.at, id: last._id }) : null,
    people: people.map(({ _id: id, name }) => ({ id, name })),
  });
}

/** The first so many after a place, in order; what two questions find is one row. */
async function actsAfter(
  store: Reader,
  staff: Staff,
  wanted: Pick<TrailInput, 'staffId' | 'area'>,
  place: Place | null,
  count: number,
): Promise<TrailAct[]> {
  const before = place ? { at: { lte: place.at } } : {};
  const found = await Promise.all(
    scopesOf(staff, wanted).map((scope) => {
      const where = { ...scope, ...before };
      return store.find<TrailAct>('actions', { where, order: ['at', 'desc'], limit: count + TOGETHER });
    }),
  );
  const once = [...new Map(found.flat().map((act) => [act._id, act])).values()];
  const ordered = once.sort((a, b) => b.at - a.at || (a._id < b._id ? -1 : 1));
  const after = place ? ordered.filter((act) => act.at < place.at || act._id > place.id) : ordered;
  return after.slice(0, count);
}

async function numbersOf(store: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const some = [...new Set(ids)];
  if (some.length === 0) return new Map();
  const query = { where: { _id: { in: some } }, limit: some.length, fields: ['number'] };
  const members = await store.find<Pick<Member, '_id' | 'number'>>('members', query);
  return new Map(members.map(({ _id, number }) => [_id, number]));
}
