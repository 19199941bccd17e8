import type { CouponView } from '../../typings/api/coupons';
import type { CouponTermsView, CouponValueView } from '../../typings/api/mall';
import type { DayKey } from '../../typings/domain';
import type { Words } from '../words/index';
import { dayText, momentText } from './dates';
import { money, tenths } from './figures';

/** A coupon as a torn ticket: what it is worth on the stub, the rest beside it. */
export interface TicketView {
  id: string;
  /** '¥50', '8', or a word. */
  figure: string;
  /** Behind the figure: 折. */
  unit: string;
  /** How large the figure can be drawn on the stub. */
  size: 'large' | 'middle' | 'small' | 'tiny' | 'word';
  condition: string;
  name: string;
  where: string;
  ends: string;
  /** It ends within three days: said as a tag, and the action is filled. */
  soon: boolean;
  tone: 'brand' | 'gold' | 'grey';
  /** Stamped across the stub; '' while it can be used. */
  stamp: string;
  used: boolean;
  action: string;
  spoken: string;
}

const SOON_DAYS = 3;

type Face = Pick<TicketView, 'figure' | 'unit' | 'size' | 'condition'>;

function sizeOf(figure: string): TicketView['size'] {
  if (figure.length <= 3) return 'large';
  if (figure.length <= 4) return 'middle';
  return figure.length <= 5 ? 'small' : 'tiny';
}

function thresholdText(fen: number, words: Words): string {
  return fen > 0 ? words.ticket.threshold(money(fen)) : words.ticket.noThreshold;
}

/** The stub. A discount without a cap says its threshold, one with a cap says the cap: the threshold then stands in the terms. */
export function stubFace(value: CouponValueView, words: Words): Face {
  const { ticket } = words;
  switch (value.kind) {
    case 'amount': {
      const figure = money(value.fen);
      return { figure, unit: '', size: sizeOf(figure), condition: thresholdText(value.thresholdFen, words) };
    }
    case 'percent': {
      const figure = tenths(value.rate);
      const condition =
        value.thresholdFen > 0 || value.capFen === null
          ? thresholdText(value.thresholdFen, words)
          : ticket.cap(money(value.capFen));
      return { figure, unit: ticket.off, size: 'large', condition };
    }
    case 'freeShipping':
      return {
        figure: ticket.freeShipping,
        unit: '',
        size: 'word',
        condition: thresholdText(value.thresholdFen, words),
      };
    case 'exchange':
      return { figure: ticket.exchange, unit: '', size: 'word', condition: value.item };
  }
}

const IN_STORE = ['counter', 'till'] as const;

/** 全部门店 · 到店出示 */
export function whereText(terms: Pick<CouponTermsView, 'stores' | 'channels'>, words: Words): string {
  const { ticket, conditions } = words;
  const [first = '', ...others] = terms.stores;
  const stores = terms.stores.length === 0 ? ticket.allStores : first;
  const shops = others.length > 0 ? ticket.stores(first, terms.stores.length) : stores;
  const online = terms.channels.filter((channel) => !IN_STORE.some((known) => known === channel));
  if (terms.channels.length === 0) return shops;
  if (online.length === 0) return `${shops} · ${ticket.channels.counter}`;
  const net = online.map((channel) => ticket.channels[channel]).join(conditions.listed);
  return online.length === terms.channels.length ? ticket.channel(net) : `${shops}${conditions.listed}${net}`;
}

function endsText(coupon: CouponView, today: DayKey, words: Words): string {
  const { ticket } = words;
  const { used, state, endsInDays } = coupon;
  if (state === 'used' && used) return ticket.usedAt(momentText(used.day, used.time, today, words), used.store);
  if (state === 'expired') return ticket.ended(dayText(coupon.until, today, words));
  if (state === 'void') return '';
  if (state === 'reserved') return ticket.reserved;
  if (state === 'notYet') return ticket.begins(dayText(coupon.from, today, words));
  if (endsInDays <= 0) return ticket.endsToday;
  if (endsInDays <= SOON_DAYS) return ticket.endsIn(endsInDays);
  return ticket.ends(dayText(coupon.until, today, words));
}

export function ticketView(coupon: CouponView, today: DayKey, words: Words): TicketView {
  const { ticket } = words;
  const { state } = coupon;
  const face = stubFace(coupon.value, words);
  const over = state === 'used' || state === 'expired' || state === 'void';
  const ends = endsText(coupon, today, words);
  const gift = coupon.source === 'birthday' || coupon.source === 'staff' || coupon.source === 'join';
  const tone = gift ? 'gold' : 'brand';
  return {
    id: coupon.id,
    ...face,
    name: coupon.name,
    where: whereText(coupon, words),
    ends,
    soon: state === 'usable' && coupon.endsInDays <= SOON_DAYS,
    tone: state === 'expired' || state === 'void' ? 'grey' : tone,
    stamp: over ? ticket.states[state] : '',
    used: state === 'used',
    action: state === 'usable' || state === 'reserved' ? ticket.use : '',
    spoken: ticket.spoken(coupon.name, `${face.figure}${face.unit}`, face.condition, ends),
  };
}
