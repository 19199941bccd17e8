/** What has been taken, as those see it who hand it over or send it. */
import type { FulfilInput, FulfilRow, FulfilSegment, FulfilView } from '../../../typings/api/catalogue';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Condition } from '../../platform/store';
import type { Member } from '../account';
import { dayOf } from '../calendar';
import { loadSettings, type Settings } from '../settings';
import { cursorAfter, type Place, placeOf } from './cursor';
import type { Redemption } from './redemption';
import { redemptionView } from './redemption-view';
import { isShippable } from './ship';

/** What the reader may see. */
export interface Fulfilling {
  /** Stores whose pick-ups they see; null: every one. */
  stores: readonly string[] | null;
  /** Names, streets and numbers of phones, for whoever sends goods. */
  addresses: boolean;
}

const PAGE = 20;
/** Redemptions that are made in one and the same millisecond. */
const TIES = 30;
/** Pick-ups of other stores are passed over: so many are looked at for one page, and the next goes on from there. */
const LOOKED_AT = 400;

const SEGMENTS: Record<FulfilSegment, { way: Condition; state: Condition; oldestFirst: boolean }> = {
  toShip: { way: 'delivery', state: 'taken', oldestFirst: true },
  toCollect: { way: 'pickup', state: 'taken', oldestFirst: true },
  sent: { way: 'delivery', state: 'shipped', oldestFirst: false },
  done: { way: { in: ['delivery', 'pickup'] }, state: { in: ['completed', 'cancelled'] }, oldestFirst: false },
};

/** What waits comes first come first; what is on its way or done newest first. */
export async function fulfilList(
  env: Environment,
  input: Omit<FulfilInput, 'storeId'>,
  reader: Fulfilling,
): Promise<Result<FulfilView>> {
  const after = input.cursor === undefined ? null : placeOf(input.cursor);
  if (input.cursor !== undefined && after === null) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const limit = input.limit ?? PAGE;
  const [settings, looked] = await Promise.all([loadSettings(env), readAfter(env, input.segment, after)]);
  const theirs = looked.filter((each) => isFor(each, reader));
  const page = theirs.slice(0, limit);
  const rest = theirs.length > limit || looked.length === LOOKED_AT;
  const last = theirs.length > limit ? page.at(-1) : looked.at(-1);
  return accept({
    now: env.now,
    today: dayOf(env.now, settings.programme.zone),
    rows: await fulfilRows(env, settings, page, reader.addresses),
    nextCursor: rest && last ? cursorAfter({ at: last.at, id: last._id, above: null }) : null,
  });
}

/** Parcels are for whoever sends goods; a pick-up is for the stores where it can be collected. */
function isFor({ way, stores }: Redemption, reader: Fulfilling): boolean {
  if (way === 'delivery') return reader.addresses;
  return reader.stores === null || stores.length === 0 || stores.some((id) => reader.stores?.includes(id));
}

async function readAfter(env: Environment, segment: FulfilSegment, after: Place | null): Promise<Redemption[]> {
  const { way, state, oldestFirst } = SEGMENTS[segment];
  const from = after === null ? {} : { at: oldestFirst ? { gte: after.at } : { lte: after.at } };
  const found = await env.store.find<Redemption>('redemptions', {
    where: { way, state, ...from },
    order: ['at', oldestFirst ? 'asc' : 'desc'],
    limit: LOOKED_AT + TIES,
  });
  const along = (a: Redemption, b: Redemption) => (oldestFirst ? a.at - b.at : b.at - a.at);
  return found
    .sort((a, b) => along(a, b) || (a._id < b._id ? -1 : 1))
    .filter(({ at, _id }) => after === null || at !== after.at || _id > after.id)
    .slice(0, LOOKED_AT);
}

export async function fulfilRows(
  env: Environment,
  settings: Settings,
  list: readonly Redemption[],
  addresses: boolean,
): Promise<FulfilRow[]> {
  if (list.length === 0) return [];
  const owners = await env.store.find<Pick<Member, '_id' | 'number' | 'profile'>>('members', {
    where: { _id: { in: [...new Set(list.map(({ memberId }) => memberId))] } },
    limit: list.length,
    fields: ['number', 'profile'],
  });
  return list.map((each) => {
    const owner = owners.find(({ _id }) => _id === each.memberId);
    const member = { number: owner?.number.slice(-4) ?? '', nickname: owner?.profile.nickname ?? null };
    return rowOf(each, settings, dayOf(env.now, settings.programme.zone), member, addresses);
  });
}

function rowOf(
  redemption: Redemption,
  settings: Settings,
  today: FulfilView['today'],
  member: FulfilRow['member'],
  addresses: boolean,
): FulfilRow {
  const view = redemptionView(redemption, settings, today, true);
  const { id, name, kind, picture, quantity, points, cashFen, day, time, state, until, shipping, ended } = view;
  const { way, stores } = redemption;
  if (way === 'none') throw new Error('there is nothing to hand over');
  const waiting = state === 'taken' || state === 'shipped';
  return {
    id,
    name,
    kind,
    picture,
    quantity,
    points,
    cashFen,
    day,
    time,
    member,
    way,
    state,
    stores: settings.stores
      .filter((store) => stores.includes(store.id))
      .map((store) => ({ id: store.id, name: store.name })),
    until,
    address: addresses && waiting ? view.address : null,
    shipping,
    open: isShippable(redemption),
    ended: ended && { day: ended.day, time: ended.time, reason: ended.reason },
  };
}
