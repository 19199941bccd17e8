import type { PosterView } from '../../../../typings/api/friends';
import type { Material } from '../../../../typings/api/shopper';
import { figure } from '../../../views/figures';
import { giftText } from '../../../views/gift-text';
import { pointsIn } from '../../../words/index';
import type { PageWords } from '../../words/zh-Hans';
import type { ShareFacts } from '../share-picture';
import { type ShopColours, shopColours } from './colours';

/** Everything a poster says, in words; the same for each layout. */
export interface PosterFacts {
  shop: { name: string; initial: string };
  name: string;
  initial: string;
  tier: string;
  material: Material;
  /** Over the gift. */
  hero: string;
  /** Points of the gift; '' when there are none. */
  figure: string;
  unit: string;
  /** Coupons of the gift. */
  extras: string[];
  sentence: string;
  /** What the friend gets, whole. */
  gift: string;
  ticket: string;
  ticketFoot: string;
  /** Drawn large where inviting brings a friend nothing. */
  plain: string;
  scan: string;
  colours: ShopColours;
}

export function posterFacts(view: PosterView, light: Readonly<Record<string, string>>, words: PageWords): PosterFacts {
  const { poster } = words;
  const { inviter, shop, terms } = view;
  const name = inviter.nickname ?? poster.nameless;
  const points = terms.friend?.points ?? 0;
  const named = pointsIn(words, shop.points);
  const gift = giftText(terms.friend, named, words);
  return {
    shop: { name: shop.name, initial: shop.initial },
    name,
    // Somebody without a name stands for the shop.
    initial: inviter.nickname ? ([...inviter.nickname][0] ?? shop.initial) : shop.initial,
    tier: inviter.tier,
    material: inviter.material,
    hero: gift ? poster.hero : poster.heroPlain,
    figure: points > 0 ? figure(points) : '',
    unit: named.name,
    extras: (terms.friend?.coupons ?? []).map((coupon) => words.poster.extra(coupon.name, coupon.count)),
    sentence: poster.sentence(shop.name),
    gift: gift ? poster.band(gift) : poster.bandPlain(named.name),
    ticket: gift ? poster.ticket : poster.ticketPlain,
    ticketFoot: gift ? poster.ticketFoot : poster.ticketFootPlain,
    plain: poster.plain,
    scan: poster.scan,
    colours: shopColours(light),
  };
}

/** Of the card that is sent when no poster can be. */
export function posterCardTitle(view: PosterView, words: PageWords): string {
  const gift = giftText(view.terms.friend, pointsIn(words, view.shop.points), words);
  const name = view.inviter.nickname ?? words.poster.nameless;
  return gift ? words.poster.cardTitle(name, gift) : words.poster.cardPlain(view.shop.name);
}

/** Of that card's picture. */
export function cardFacts(view: PosterView, light: Readonly<Record<string, string>>, words: PageWords): ShareFacts {
  const { hero, figure: points, unit, extras, plain } = posterFacts(view, light, words);
  const [first = ''] = extras;
  return {
    lead: hero,
    figure: points,
    unit,
    detail: points === '' && first === '' ? plain : first,
    shop: view.shop,
    picture: null,
    colours: { ...light },
  };
}
