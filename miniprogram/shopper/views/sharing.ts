import type { GiftView, InvitedBy } from '../../../typings/api/friends';
import type { RewardView } from '../../../typings/api/mall';
import type { ShopView } from '../../../typings/api/shopper';
import { figure, money } from '../../views/figures';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';
import type { ShareFacts } from './share-picture';

/** `i` is the code, `a` the help that is asked for, `by` the way it was sent, where WeChat's scene does not tell. */
export function invitationQuery(code: string, assist: string, by: InvitedBy): string {
  const parts = [code ? `i=${code}` : '', assist ? `a=${assist}` : '', `by=${by}`];
  return parts.filter((part) => part !== '').join('&');
}

/** What the picture of a reward says: its photograph, its price, its name. */
export function rewardFacts(
  { name, picture, price }: Pick<RewardView, 'name' | 'picture' | 'price'>,
  shop: Pick<ShopView, 'name' | 'initial' | 'logo' | 'colours'>,
  points: PointsWords,
  { sharing }: PageWords,
): ShareFacts {
  const inPoints = price.points > 0;
  return {
    lead: sharing.exchange(points.name),
    figure: inPoints ? figure(price.points) : money(price.cashFen),
    unit: inPoints ? points.unit : '',
    detail: name,
    shop: { name: shop.name, initial: shop.initial, logo: shop.logo },
    picture,
    colours: shop.colours.light,
  };
}

/** What the picture of an invitation says. */
export function invitationFacts(
  shop: Pick<ShopView, 'name' | 'initial' | 'logo' | 'colours'>,
  friend: GiftView | null,
  points: PointsWords,
  { sharing, invite, conditions }: PageWords,
): ShareFacts {
  const sum = friend?.points ?? 0;
  const coupons = (friend?.coupons ?? []).map(({ name, count }) => invite.coupon(name, count));
  return {
    lead: friend ? sharing.gift : sharing.plain,
    figure: sum > 0 ? figure(sum) : '',
    unit: sum > 0 ? points.name : '',
    detail: coupons.join(conditions.listed),
    shop: { name: shop.name, initial: shop.initial, logo: shop.logo },
    picture: null,
    colours: shop.colours.light,
  };
}
