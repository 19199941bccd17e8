/** A reward on the shelf and on its own page. Pure. */
import type { BarView, CouponTermsView, RewardCardView, RewardView } from '../../../typings/api/mall';
import type { EpochMs, Fen } from '../../../typings/domain';
import type { Settings } from '../settings';
import { openOf } from '../stores';
import { barOf, rightName, tiersFor, usedOf } from './bars';
import type { Look } from './looker';
import { priceOn } from './price';
import { QUANTITY_MAX, type Reward } from './reward';
import { templateOf } from './templates';

/** Units are told while there are no more than this. */
const FEW = 10;
/** Coupons are born with the entry that takes them, and an entry may not grow without bound. */
const COUPONS_AT_ONCE = 20;

/** What the shelf needs of a reward: without its pictures but the first, and without its text. */
export type Shelved = Omit<Reward, 'detail' | 'summary' | 'shape' | 'worthFen' | 'ways' | 'stores' | 'collectDays'>;

/** @param left units; null when there are always more */
export function cardOf(reward: Shelved, settings: Settings, look: Look, left: number | null): RewardCardView {
  const { _id: id, name, kind, category, pictures } = reward;
  return {
    id,
    name,
    kind,
    category,
    picture: pictures[0] ?? null,
    price: priceOn(reward, look.today),
    left: left !== null && left <= FEW ? left : null,
    bar: shelfBar(reward, settings, look, left),
  };
}

/** A coupon that is not given any more bars what brings it, as the end of its time does. */
export function shelfBar(
  reward: Shelved,
  settings: Settings,
  look: Look,
  left: number | null,
  quantity = 1,
): BarView | null {
  if (reward.coupon && !templateOf(reward.coupon.template, settings, look.today)) return { code: 'over', args: {} };
  return barOf(reward, look, left, quantity);
}

export function pageOf(
  reward: Reward,
  settings: Settings,
  look: Look,
  left: number | null,
  coupon: CouponTermsView | null,
): RewardView {
  const { version, summary, pictures, detail, ways, collectDays, limit, terms, window } = reward;
  const named = terms.tiers.length > 0 || terms.exclusive;
  return {
    ...cardOf(reward, settings, look, left),
    now: look.now,
    today: look.today,
    version,
    summary,
    pictures,
    detail,
    worthFen: reward.worthFen as Fen,
    ways,
    stores: ways.includes('pickup') ? storesOf(reward.stores, settings) : [],
    collectDays: ways.includes('pickup') ? collectDays : 0,
    limit: limit && { ...limit, used: usedOf(reward, look) },
    maxQuantity: mostOf(reward, look, left),
    terms: {
      tiers: named ? tiersFor(reward, look).map(({ name }) => name) : [],
      streak: terms.streak,
      right: terms.right === null ? null : rightName(terms.right, look),
    },
    window: { from: window.from as EpochMs | null, until: window.until as EpochMs | null },
    coupon,
    available: look.looker?.available ?? null,
    payable: settings.trade.pay.adapter !== 'none',
  };
}

/** Every store when none is named. One that was given up is not told of. */
export function storesOf(
  ids: readonly string[],
  { stores }: Settings,
): { id: string; name: string; address: string }[] {
  return openOf(stores)
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .map(({ id, name, address }) => ({ id, name, address }));
}

/** Most that can be taken at once whatever it costs, 1 at least. */
export function mostOf(reward: Pick<Reward, '_id' | 'terms' | 'limit' | 'coupon'>, look: Look, left: number | null) {
  const { terms, limit, coupon } = reward;
  // A right is used up each time.
  const byRight = terms.right === null ? QUANTITY_MAX : 1;
  const byLimit = limit ? limit.count - usedOf(reward, look) : QUANTITY_MAX;
  const byCoupons = coupon ? Math.floor(COUPONS_AT_ONCE / coupon.count) : QUANTITY_MAX;
  return Math.max(1, Math.min(QUANTITY_MAX, byRight, byLimit, byCoupons, left ?? QUANTITY_MAX));
}
