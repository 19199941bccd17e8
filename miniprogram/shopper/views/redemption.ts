import type { PaymentView, RedemptionPage, RedemptionView } from '../../../typings/api/mall';
import type { DayKey } from '../../../typings/domain';
import type { LineView } from '../../views/because';
import { dayText, momentText } from '../../views/dates';
import { figure, inFours, money } from '../../views/figures';
import { priceText, tintOf } from '../../views/reward';
import { lineView } from './because';
import { addressFace } from './exchange';
import type { Said } from './reward';

/** A row of 我的兑换. */
export interface RedemptionRow {
  id: string;
  name: string;
  picture: string;
  initial: string;
  tint: number;
  state: string;
  tone: 'live' | 'plain' | 'shut';
  /** When and where, each a line. */
  more: string[];
  spoken: string;
}

function stateOf(redemption: RedemptionView, { own }: Said): Pick<RedemptionRow, 'state' | 'tone'> {
  const { states } = own.redemptions;
  const { state, way, ended } = redemption;
  if (state === 'taken') return { state: way === 'delivery' ? states.send : states.collect, tone: 'live' };
  if (state === 'shipped') return { state: states.shipped, tone: 'live' };
  if (state === 'cancelling') return { state: states.cancelling, tone: 'shut' };
  if (state === 'cancelled')
    return { state: ended?.reason === 'timeout' ? states.timeout : states.cancelled, tone: 'shut' };
  if (ended?.reason === 'collected') return { state: states.collected, tone: 'plain' };
  const sent = ended?.reason === 'delivered' && way === 'delivery';
  return { state: sent ? states.delivered : states.completed, tone: 'plain' };
}

function whereText({ way, stores }: RedemptionView, { own }: Said): string {
  if (way !== 'pickup') return '';
  const [only] = stores;
  return stores.length === 1 && only ? own.redemptions.inStore(only.name) : own.redemptions.inStores;
}

function moreOf(redemption: RedemptionView, today: DayKey, said: Said): string[] {
  const { words, own } = said;
  const { shipping, state, until } = redemption;
  const when = own.redemptions.when(momentText(redemption.day, redemption.time, today, words));
  if (state === 'shipped' && shipping) return [own.redemptions.carrier(shipping.carrier, shipping.number), when];
  if (state !== 'taken') return [when];
  const place = whereText(redemption, said);
  const last = until ? own.redemptions.until(dayText(until, today, words)) : '';
  return [[place, last].filter(Boolean).join(' · '), when].filter(Boolean);
}

export function redemptionRow(redemption: RedemptionView, today: DayKey, said: Said): RedemptionRow {
  const name = said.own.exchange.times(redemption.name, redemption.quantity);
  const { state, tone } = stateOf(redemption, said);
  const more = moreOf(redemption, today, said);
  return {
    id: redemption.id,
    name,
    picture: redemption.picture ?? '',
    initial: [...redemption.name][0] ?? '',
    tint: tintOf(redemption.rewardId),
    state,
    tone,
    more,
    spoken: said.own.redemptions.spoken(name, state, more.join(said.words.card.comma)),
  };
}

/** A payment to be made, on top of the list. */
export interface PaymentRow {
  trade: string;
  name: string;
  picture: string;
  initial: string;
  tint: number;
  price: string;
  until: number;
}

export function paymentRow(payment: PaymentView, { points, words, own }: Said): PaymentRow {
  return {
    trade: payment.trade,
    name: own.exchange.times(payment.name, payment.quantity),
    picture: payment.picture ?? '',
    initial: [...payment.name][0] ?? '',
    tint: tintOf(payment.trade),
    price: priceText(payment, points, words),
    until: payment.until,
  };
}

/** The page of one redemption. */
export interface RedemptionFace {
  row: RedemptionRow;
  code: { digits: string; grouped: string; bar: string; qr: string } | null;
  /** Under the state: how it ended, or what happens next. */
  note: string;
  refund: string;
  price: string;
  stores: { name: string; address: string }[];
  until: string;
  address: { who: string; where: string } | null;
  shipping: { carrier: string; number: string; day: string } | null;
  lines: LineView[];
  at: string;
  coupons: { id: string; name: string }[];
  cancellable: boolean;
}

function endedText({ ended, state, way }: RedemptionView, today: DayKey, { words, own }: Said): string {
  const { redemption: say } = own;
  if (state === 'cancelling') return say.cancelling;
  if (!ended || way === 'none') return '';
  const when = momentText(ended.day, ended.time, today, words);
  return {
    collected: say.handed(when, ended.store),
    delivered: say.endedDelivered(when),
    member: say.endedMember(when),
    staff: say.endedStaff(when),
    timeout: say.endedTimeout(when),
  }[ended.reason];
}

export function redemptionView({ redemption, because, today }: RedemptionPage, said: Said): RedemptionFace {
  const { points, words, own } = said;
  const { code, shipping } = redemption;
  const grouped = code ? inFours(code) : '';
  const sending = redemption.state === 'taken' && redemption.way === 'delivery' ? own.redemption.waitSend : '';
  return {
    row: redemptionRow(redemption, today, said),
    code: code ? { digits: code, grouped, bar: `${own.redemption.bar} ${grouped}`, qr: own.redemption.qr } : null,
    note: endedText(redemption, today, said) || sending,
    refund: redemption.refund ? own.redemption.refund[redemption.refund] : '',
    price: priceText(redemption, points, words),
    stores: redemption.way === 'pickup' && redemption.state === 'taken' ? redemption.stores : [],
    until: redemption.until && redemption.state === 'taken' ? dayText(redemption.until, today, words) : '',
    address: addressFace(redemption.address, said),
    shipping: shipping && {
      carrier: shipping.carrier,
      number: shipping.number,
      day: own.redemption.shippedOn(dayText(shipping.day, today, words)),
    },
    lines: because.map((line) => lineView(line, { today, points, words: { ...words, ...own } })),
    at: momentText(redemption.day, redemption.time, today, words),
    coupons: redemption.coupons.map(({ id, name }) => ({ id, name })),
    cancellable: redemption.cancellable,
  };
}

/** What comes back, said before it is given back. */
export function cancelQuestion({ redemption }: RedemptionPage, { points, words, own }: Said) {
  const { cancelTitle, cancelText, cancelMoney, cancelYes, cancelNo } = own.redemption;
  const back = redemption.points > 0 ? cancelText(words.figures.points(figure(redemption.points), points.unit)) : '';
  const paid = redemption.cashFen > 0 ? cancelMoney(money(redemption.cashFen)) : '';
  return {
    title: cancelTitle(redemption.name),
    text: [back, paid].filter(Boolean).join(words.card.comma),
    yes: cancelYes,
    no: cancelNo,
  };
}
