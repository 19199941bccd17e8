/** What the shop has to send, and has sent. */
import type { ParcelsInput, ParcelsView, ParcelView } from '../../../typings/api/staff';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Member } from '../account';
import { dayOf } from '../calendar';
import { loadSettings, type Settings } from '../settings';
import { cursorAfter, type Place, placeOf } from './cursor';
import type { Redemption } from './redemption';
import { redemptionView } from './redemption-view';
import { isShippable, type Shipping, shipRedemption } from './ship';

const PAGE = 20;
/** Redemptions that are made in one and the same millisecond. */
const TIES = 30;

export async function parcels(env: Environment, input: ParcelsInput): Promise<Result<ParcelsView>> {
  const after = input.cursor === undefined ? null : placeOf(input.cursor);
  if (input.cursor !== undefined && after === null) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const limit = input.limit ?? PAGE;
  const [settings, found] = await Promise.all([loadSettings(env), readAfter(env, input.segment, after, limit + 1)]);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return accept({
    now: env.now,
    today: dayOf(env.now, settings.programme.zone),
    parcels: await viewsOf(env, settings, page),
    nextCursor: found.length > limit && last ? cursorAfter({ at: last.at, id: last._id, above: null }) : null,
  });
}

/** Refuses with what `shipRedemption` refuses. */
export async function shipParcel(
  env: Environment,
  act: Shipping,
): Promise<Result<{ redemption: Redemption; parcel: ParcelView; repeated: boolean }>> {
  const settings = await loadSettings(env);
  const shipped = await shipRedemption(env, settings, act);
  if (!shipped.ok) return shipped;
  const { redemption, repeated } = shipped.data;
  const [parcel] = await viewsOf(env, settings, [redemption]);
  if (!parcel) throw new Error('a parcel without a view');
  return accept({ redemption, parcel, repeated });
}

async function readAfter(
  env: Environment,
  segment: ParcelsInput['segment'],
  after: Place | null,
  limit: number,
): Promise<Redemption[]> {
  const due = segment === 'due';
  const from = after === null ? {} : { at: due ? { gte: after.at } : { lte: after.at } };
  const found = await env.store.find<Redemption>('redemptions', {
    where: { way: 'delivery', state: due ? 'taken' : 'shipped', ...from },
    order: ['at', due ? 'asc' : 'desc'],
    limit: limit + TIES,
  });
  const along = (a: Redemption, b: Redemption) => (due ? a.at - b.at : b.at - a.at);
  return found
    .sort((a, b) => along(a, b) || (a._id < b._id ? -1 : 1))
    .filter(({ at, _id }) => after === null || at !== after.at || _id > after.id)
    .slice(0, limit);
}

async function viewsOf(env: Environment, settings: Settings, list: readonly Redemption[]): Promise<ParcelView[]> {
  if (list.length === 0) return [];
  const owners = await env.store.find<Pick<Member, '_id' | 'number'>>('members', {
    where: { _id: { in: [...new Set(list.map(({ memberId }) => memberId))] } },
    limit: list.length,
    fields: ['number'],
  });
  const today = dayOf(env.now, settings.programme.zone);
  return list.map((each) => {
    const view = redemptionView(each, settings, today, true);
    const { id, name, picture, quantity, day, time, address, shipping } = view;
    const member = owners.find(({ _id }) => _id === each.memberId)?.number.slice(-4) ?? '';
    return { id, name, picture, quantity, day, time, member, address, shipping, open: isShippable(each) };
  });
}
