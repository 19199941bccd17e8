import type { CouponView, OfferView } from '../../../typings/api/coupons';
import type { DayKey } from '../../../typings/domain';
import { barText } from '../../views/bar';
import { dayText } from '../../views/dates';
import { figure } from '../../views/figures';
import { stubFace, type TicketView, whereText } from '../../views/ticket';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';

export interface OfferTicket {
  id: string;
  ticket: TicketView;
  /** In place of when it ends: why it cannot be taken, or what came of the last tap. */
  said: string;
  /** The coupon just taken; its ticket then leads to it. */
  couponId: string;
}

interface Setting {
  today: DayKey;
  points: PointsWords;
  words: PageWords;
}

export function offerTicket(
  offer: OfferView,
  done: { got: CouponView | null; refused: string },
  { today, points, words }: Setting,
): OfferTicket {
  const { offers, ticket } = words;
  const face = stubFace(offer.value, words);
  const until = offers.until(dayText(offer.until, today, words));
  const left = offer.left === null ? '' : offers.left(figure(offer.left));
  const ends = [left, until].filter((part) => part !== '').join(' · ');
  const bars = { ...words.bars, ...offers.bars };
  const bar = offer.bar ? barText(offer.bar, today, points, { ...words, bars }) : '';
  const taken = done.got !== null;
  return {
    id: offer.template,
    ticket: {
      id: offer.template,
      ...face,
      name: offer.name,
      where: whereText(offer, words),
      ends,
      soon: false,
      tone: offer.bar && !taken ? 'grey' : 'brand',
      stamp: '',
      used: false,
      action: taken ? offers.use : bar ? '' : offers.claim,
      spoken: ticket.spoken(offer.name, `${face.figure}${face.unit}`, face.condition, ends),
    },
    said: done.refused || (taken ? offers.claimed : bar),
    couponId: done.got?.id ?? '',
  };
}
