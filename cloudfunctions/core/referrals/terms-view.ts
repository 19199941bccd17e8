/** What inviting brings, as the phone shows it. Pure. */
import type { GiftView, InviteTermsView } from '../../../typings/api/friends';
import type { Fen, Points } from '../../../typings/domain';
import type { Reward } from '../inviting';
import { namesOf, referralConditions } from '../programme';
import type { Settings } from '../settings';

/** What `inviteTerms` and `giftView` look at. */
export type Terms = Pick<Settings, 'programme' | 'stores' | 'templates' | 'shop'>;

/** All parts null when nothing is rewarded, or the shop has switched inviting off. */
export function inviteTerms(settings: Terms): InviteTermsView {
  const { programme, shop } = settings;
  const referral = shop.modules.invite ? programme.referral : null;
  if (!referral) return { registered: null, firstOrder: null, friend: null, rows: [] };
  const { registered, firstOrder, friend } = referral;
  return {
    registered: registered && giftView(settings, registered),
    firstOrder: firstOrder && { ...giftView(settings, firstOrder), minimumFen: firstOrder.minimumFen as Fen },
    friend: friend && giftView(settings, friend),
    rows: referralConditions(programme),
  };
}

/** Whether inviting brings anybody anything. */
export function rewardsInviting({ registered, firstOrder, friend }: InviteTermsView): boolean {
  return registered !== null || firstOrder !== null || friend !== null;
}

/** Coupons that are not given at present are left out: nobody would get them. */
export function giftView({ programme, stores, templates }: Terms, { points, coupons = [] }: Reward): GiftView {
  const names = namesOf(programme, stores, templates);
  return {
    points: points as Points,
    coupons: coupons.flatMap(({ template, count }) => {
      const name = names.coupon(template);
      return name === null ? [] : [{ name, count }];
    }),
  };
}
