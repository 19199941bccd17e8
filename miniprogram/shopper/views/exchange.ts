import type { AddressInput, ExchangeView, RewardView, Way } from '../../../typings/api/mall';
import type { DayKey } from '../../../typings/domain';
import type { Problem } from '../../services/cloud';
import { barText } from '../../views/bar';
import type { LineView } from '../../views/because';
import { dayText, momentText } from '../../views/dates';
import { figure, money } from '../../views/figures';
import { problemSentence } from '../../views/problem';
import { priceText } from '../../views/reward';
import { lineView } from './because';
import type { Said } from './reward';

/** The confirm sheet, ready to draw. */
export interface DealView {
  title: string;
  name: string;
  price: string;
  picture: string;
  quantity: {
    shown: boolean;
    value: string;
    less: boolean;
    more: boolean;
    label: string;
    lessWord: string;
    moreWord: string;
  };
  ways: { value: Way; label: string }[];
  way: Way;
  wayLabel: string;
  stores: string[];
  storeLabel: string;
  /** '' while none is chosen. */
  store: string;
  storeIndex: number;
  storeAsk: string;
  delivery: boolean;
  rows: { label: string; value: string; gain: boolean }[];
  button: string;
  waiting: string;
  /** Why it cannot be confirmed yet; '' when it can. */
  reason: string;
  /** Said over the button: another price, or what went wrong. */
  warning: string;
  frozen: boolean;
}

export interface Chosen {
  quantity: number;
  way: Way;
  storeId: string;
  frozen: boolean;
  repriced: boolean;
  problem: Problem | null;
  needed: 'store' | 'address' | null;
}

function warningText({ repriced, problem }: Chosen, { points, words, own }: Said): string {
  if (repriced) return own.exchange.priceChanged;
  if (!problem) return '';
  return problem.uncertain ? own.exchange.uncertain : problemSentence(problem, points, { ...words, ...own });
}

function reasonText({ bar, today }: RewardView, chosen: Chosen, missing: number, said: Said): string {
  const { points, words, own } = said;
  // What may have been done already is asked again whatever the reward says by now.
  if (bar && bar.code !== 'guest' && !chosen.frozen) return barText(bar, today, points, words);
  if (missing > 0) return own.exchange.short(words.figures.points(figure(missing), points.unit));
  if (chosen.needed === 'store') return own.exchange.needStore;
  return chosen.needed === 'address' ? own.exchange.needAddress : '';
}

export function dealView(view: RewardView, available: number, chosen: Chosen, said: Said): DealView {
  const { points, words, own } = said;
  const { quantity, way } = chosen;
  const given = priceText(view.price, points, words, quantity);
  const left = available - view.price.points * quantity;
  const cash = view.price.cashFen * quantity;
  const storeIndex = view.stores.findIndex(({ id }) => id === chosen.storeId);
  return {
    title: own.exchange.title,
    name: view.name,
    price: priceText(view.price, points, words),
    picture: view.picture ?? '',
    quantity: {
      shown: view.maxQuantity > 1,
      value: String(quantity),
      less: quantity > 1 && !chosen.frozen,
      more: quantity < view.maxQuantity && !chosen.frozen,
      label: own.exchange.quantity,
      lessWord: own.exchange.less,
      moreWord: own.exchange.more,
    },
    ways: view.ways.length > 1 ? view.ways.map((value) => ({ value, label: own.exchange.ways[value] })) : [],
    way,
    wayLabel: own.exchange.way,
    stores: way === 'pickup' && view.stores.length > 1 ? view.stores.map(({ name }) => name) : [],
    storeLabel: own.exchange.store,
    store: view.stores[storeIndex]?.name ?? '',
    storeIndex: Math.max(0, storeIndex),
    storeAsk: own.exchange.chooseStore,
    delivery: way === 'delivery',
    rows: [
      { label: own.exchange.give, value: given, gain: false },
      { label: own.exchange.get, value: own.exchange.times(view.name, quantity), gain: true },
      ...(left >= 0
        ? [{ label: own.exchange.after, value: words.figures.points(figure(left), points.unit), gain: false }]
        : []),
    ],
    button: cash > 0 ? own.exchange.pay(money(cash)) : own.exchange.confirm,
    waiting: own.exchange.waiting,
    reason: reasonText(view, chosen, -left, said),
    warning: warningText(chosen, said),
    frozen: chosen.frozen,
  };
}

/** The address as the sheet shows it, and the form's words. */
export interface AddressFace {
  who: string;
  where: string;
}

export function addressFace(address: AddressInput | null, { own }: Said): AddressFace | null {
  if (!address) return null;
  const { name, phone, province, city, district, detail } = address;
  // Municipalities name themselves twice.
  const region = [province === city ? '' : province, city, district].join('');
  return { who: own.address.line(name, phone), where: `${region}${detail}` };
}

/** The receipt that is printed when it is done. */
export interface PrintView {
  title: string;
  when: string;
  what: string;
  lines: LineView[];
  balance: string;
  balanceLabel: string;
  where: string[];
  action: string;
  url: string;
  close: string;
  spoken: string;
}

interface Finished {
  redemption: NonNullable<ExchangeView['redemption']>;
  because: ExchangeView['because'];
  today: DayKey;
  repeated: boolean;
  available: number;
}

export function printView(done: Finished, said: Said): PrintView {
  const { points, words, own } = said;
  const { redemption, today } = done;
  const [store] = redemption.stores;
  const page = `/shopper/redemption/index?id=${redemption.id}`;
  const alone = redemption.stores.length === 1 && store ? store.name : '';
  const until = redemption.until ? own.done.collectUntil(dayText(redemption.until, today, words)) : '';
  const ways: Record<Way, { where: string[]; action: string; url: string }> = {
    pickup: {
      where: [own.done.collect(alone), until].filter((line) => line !== ''),
      action: own.done.seeCode,
      url: page,
    },
    delivery: { where: [own.done.delivery], action: own.done.seeRedemption, url: page },
    none: { where: [own.done.coupon], action: own.done.seeCoupon, url: '/pages/wallet/index' },
  };
  const paid = redemption.cashFen > 0 ? [{ text: own.done.paid(money(redemption.cashFen)), result: '' }] : [];
  return {
    title: done.repeated ? own.done.repeated : own.done.title,
    when: momentText(redemption.day, redemption.time, today, words),
    what: own.exchange.times(redemption.name, redemption.quantity),
    lines: [...done.because.map((line) => lineView(line, { today, points, words: { ...words, ...own } })), ...paid],
    balance: words.figures.points(figure(done.available), points.unit),
    balanceLabel: own.done.balance,
    ...ways[redemption.way],
    close: own.done.goOn,
    spoken: own.done.spoken(redemption.name),
  };
}
