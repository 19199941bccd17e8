import type { GiftView, InviteTermsView } from '../../typings/api/friends';
import type { PointsWords, Words } from '../words/index';
import { figure } from './figures';

/** 50 分 · 「新客券」2 张 · 50 分和「新客券」; '' for nothing. */
export function giftText(gift: GiftView | null, points: PointsWords, words: Words): string {
  if (!gift) return '';
  const coupons = gift.coupons.map(({ name, count }) => words.invite.coupon(name, count));
  const listed = coupons.join(words.conditions.listed);
  if (gift.points === 0) return listed;
  const own = words.figures.points(figure(gift.points), points.unit);
  return listed ? words.invite.both(own, listed) : own;
}

/** Both rewards in one sentence. '' when inviting brings nothing. */
export function inviteSentence(terms: InviteTermsView, points: PointsWords, words: Words): string {
  const { invite, card } = words;
  const registered = giftText(terms.registered, points, words);
  const firstOrder = giftText(terms.firstOrder, points, words);
  const friend = giftText(terms.friend, points, words);
  const parts = [
    registered ? invite.joined(registered) : '',
    firstOrder ? (registered ? invite.orderedToo : invite.ordered)(firstOrder) : '',
    friend ? invite.friend(friend) : '',
  ];
  return parts
    .filter(Boolean)
    .join(card.comma)
    .replace(/ (?=\u300c)/g, '');
}
