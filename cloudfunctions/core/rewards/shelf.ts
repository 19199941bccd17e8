/**
 * The shelf: pages of cards in the merchant's order, and the few for the home page. Two round trips, however long it is;
 * what the points are enough for may need more.
 */
import type { MallInput, MallView, RewardCardView, ShelfView } from '../../../typings/api/mall';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Match } from '../../platform/store';
import { dayOf } from '../calendar';
import { couponCounts } from '../coupons';
import { findMember } from '../membership';
import { friendsCounted, inviteTerms, rewardsInviting } from '../referrals';
import { loadSettings } from '../settings';
import { visitOffer } from '../visits';
import { cardOf, type Shelved } from './card';
import { cursorAfter, type Place, placeOf } from './cursor';
import { leftOf } from './left';
import { type Look, lookOf } from './looker';
import { priceOn } from './price';
import { SOLD_OUT_RANK } from './rank';
import { toCollect } from './redemptions';

const PAGE = 20;
/** Rewards of one rank: `saveReward` lets in no more, and the database orders equals in no way. */
export const TIES = 20;
/** Cards that the merchant has picked: the first of them that can be had is shown large. */
const FEATURED = 5;

const CARD = [
  'version',
  'state',
  'order',
  'rank',
  'featured',
  'kind',
  'name',
  'category',
  'pictures',
  'price',
  'discounts',
  'window',
  'terms',
  'limit',
  'counted',
  'coupon',
] as const satisfies (keyof Shelved)[];

export async function shelf(env: Environment, openid: string, input: MallInput): Promise<Result<MallView>> {
  const after = input.cursor === undefined ? null : placeOf(input.cursor);
  if (input.cursor !== undefined && after === null) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const limit = input.limit ?? PAGE;
  const { category } = input;
  const within: Match = category === undefined ? {} : { category };
  const plain = category === undefined && !input.affordable;
  // Without the filter by points the shelf needs nothing of the member, and is read beside them.
  const early = input.affordable ? null : readShelf(env, within, after, limit);
  const [settings, member, featured] = await Promise.all([
    loadSettings(env),
    findMember(env.store, openid),
    plain && !after ? readFeatured(env) : [],
    early,
  ]);
  if (!settings.shop.modules.mall) return refuse('MODULE_OFF');
  const look = lookOf(env.now, settings, member);
  const available = look.looker?.available ?? null;
  const found = await (early ?? readAffordable(env, within, after, limit, look));
  const open = [...featured, ...found].filter((each) => !isOver(each, look));
  const lefts = await leftOf(env.store, open);
  const feature = featured.find((each) => !isOver(each, look) && lefts.get(each._id) !== 0) ?? null;
  const above = feature?._id ?? after?.above ?? null;
  const inList = found.filter(({ _id }) => _id !== above);
  const page = inList.slice(0, limit);
  const card = (reward: Shelved) => cardOf(reward, settings, look, lefts.get(reward._id) ?? null);
  const last = page.at(-1);
  return accept({
    now: look.now,
    today: look.today,
    categories: settings.categories,
    available,
    feature: feature && card(feature),
    rewards: page.filter((each) => !isOver(each, look)).map(card),
    nextCursor: inList.length > limit && last ? cursorAfter({ at: last.rank, id: last._id, above }) : null,
  });
}

/** What comes after a place, two more than a page at most: one tells that there is another, one may stand above. */
async function readShelf(env: Environment, within: Match, after: Place | null, limit: number): Promise<Shelved[]> {
  const found = await env.store.find<Shelved>('rewards', {
    where: { state: 'on', ...within, rank: { gte: after?.at ?? 0 } },
    order: ['rank', 'asc'],
    limit: limit + 2 + TIES,
    fields: CARD,
  });
  return found
    .sort((a, b) => a.rank - b.rank || (a._id < b._id ? -1 : 1))
    .filter(({ rank, _id }) => after === null || rank > after.at || _id > after.id)
    .slice(0, limit + 2);
}

/** Looked at in one request, and requests of one page: beyond them nobody pages by what they can afford. */
const AFFORDABLE_AT_ONCE = 100;
const REQUESTS = 20;
/** A discount leaves at least one percent of the price (reward.ts). */
const LARGEST_DISCOUNT = 100;

/** As `readShelf`, of what the points are enough for at today's price, which the database does not know. */
async function readAffordable(
  env: Environment,
  within: Match,
  after: Place | null,
  limit: number,
  { looker, today }: Look,
): Promise<Shelved[]> {
  const available = looker?.available ?? 0;
  const perhaps = { ...within, 'price.points': { lte: available * LARGEST_DISCOUNT } };
  const found: Shelved[] = [];
  let place = after;
  for (let request = 0; request < REQUESTS && found.length < limit + 2; request += 1) {
    const some = await readShelf(env, perhaps, place, AFFORDABLE_AT_ONCE);
    found.push(...some.filter((each) => priceOn(each, today).points <= available));
    const last = some.at(-1);
    if (!last || some.length < AFFORDABLE_AT_ONCE + 2) break;
    place = { at: last.rank, id: last._id, above: null };
  }
  return found.slice(0, limit + 2);
}

function readFeatured(env: Environment): Promise<Shelved[]> {
  const where = { state: 'on', featured: true, rank: { lte: SOLD_OUT_RANK - 1 } };
  return env.store.find<Shelved>('rewards', { where, order: ['rank', 'asc'], limit: FEATURED, fields: CARD });
}

function isOver({ window }: Shelved, { now }: Look): boolean {
  return window.until !== null && window.until <= now;
}

/** Of the merchant's first so many, the home page shows the nearest to be had. */
const LOOKED_AT = 60;
const SHOWN = 6;
/** More friends than this are told as so many. */
const FRIENDS_MAX = 100;

export async function homeShelf(env: Environment, openid: string): Promise<Result<ShelfView>> {
  const [settings, member, found] = await Promise.all([
    loadSettings(env),
    findMember(env.store, openid),
    readShelf(env, {}, null, LOOKED_AT),
  ]);
  const { mall, coupons: wallet } = settings.shop.modules;
  const look = lookOf(env.now, settings, member);
  const today = dayOf(env.now, settings.programme.zone);
  const open = mall ? found.filter((each) => !isOver(each, look)) : [];
  const terms = inviteTerms(settings);
  const [lefts, own, waiting, friends] = await Promise.all([
    leftOf(env.store, open),
    member && wallet ? couponCounts(env, settings, member, today) : null,
    member && mall ? toCollect(env, member) : 0,
    member && rewardsInviting(terms) ? friendsCounted(env, member, FRIENDS_MAX) : 0,
  ]);
  const cards = open.map((each) => cardOf(each, settings, look, lefts.get(each._id) ?? null));
  return accept({
    now: env.now,
    today,
    counts: { coupons: own?.coupons ?? 0, toCollect: waiting },
    rewards: nearest(cards, look.looker?.available ?? 0).slice(0, SHOWN),
    ending: own?.ending ?? [],
    invite: rewardsInviting(terms) ? { terms, friends } : null,
    visit: visitOffer(settings, member, today),
  });
}

/** What the points are enough for in the merchant's order, then what they are nearest to; what else bars it comes last. */
function nearest(cards: readonly RewardCardView[], available: number): RewardCardView[] {
  const missing = ({ price }: RewardCardView) => Math.max(0, price.points - available);
  const isBarred = ({ bar }: RewardCardView) => bar !== null && bar.code !== 'short' && bar.code !== 'guest';
  const group = (barred: boolean) =>
    cards.filter((each) => isBarred(each) === barred).sort((a, b) => missing(a) - missing(b));
  return [...group(false), ...group(true)];
}
