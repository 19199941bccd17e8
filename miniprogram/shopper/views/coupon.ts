import type { CouponView } from '../../../typings/api/coupons';
import type { CouponValueView } from '../../../typings/api/mall';
import type { Channel, DayKey } from '../../../typings/domain';
import { dayText, momentText } from '../../views/dates';
import { inFours, money, tenths, unbroken } from '../../views/figures';
import type { Words } from '../../words/index';

/** One line of the terms: what it is about, and what holds. */
export interface TermRow {
  label: string;
  text: string;
}

function threshold(fen: number, words: Words): string {
  return fen > 0 ? words.coupon.threshold(money(fen)) : words.coupon.noThreshold;
}

function valueText(value: CouponValueView, words: Words): string {
  const { coupon } = words;
  const said = (...parts: string[]) => parts.filter((part) => part !== '').join(coupon.comma);
  switch (value.kind) {
    case 'amount':
      return said(coupon.amount(money(value.fen)), threshold(value.thresholdFen, words));
    case 'percent':
      return said(
        coupon.rate(tenths(value.rate)),
        threshold(value.thresholdFen, words),
        value.capFen === null ? '' : words.ticket.cap(money(value.capFen)),
      );
    case 'freeShipping':
      return said(coupon.freeShipping, threshold(value.thresholdFen, words));
    case 'exchange':
      return coupon.exchange(value.item);
  }
}

/** What holds for this coupon, in plain words. */
export function termRows(view: CouponView, today: DayKey, words: Words): TermRow[] {
  const { coupon, ticket, conditions } = words;
  const listed = (names: string[]) => names.join(conditions.listed);
  const channels = [...new Set(view.channels.map((channel) => coupon.channels[channel]))];
  const shops = view.stores.length > 0 ? listed(view.stores) : ticket.allStores;
  const where = channels.length > 0 ? `${shops}${coupon.comma}${listed(channels)}` : shops;
  const which = view.categories.length > 0 ? ticket.categories(listed(view.categories)) : coupon.anything;
  const day = (key: DayKey) => dayText(key, today, words);
  return [
    { label: coupon.value, text: valueText(view.value, words) },
    { label: coupon.where, text: where },
    ...(view.value.kind === 'exchange' ? [] : [{ label: coupon.which, text: which }]),
    { label: coupon.when, text: coupon.between(day(view.from), day(view.until)) },
    { label: coupon.source, text: ticket.sources[view.source] },
    ...(view.note ? [{ label: coupon.note, text: view.note }] : []),
  ].map(({ label, text }) => ({ label, text: unbroken(text) }));
}

/** When and where it was used; '' while it has not been. */
export function usedText(view: CouponView, today: DayKey, words: Words): string {
  const { used } = view;
  if (!used) return '';
  const channels: { [C in Channel]?: string } = words.coupon.channels;
  return words.coupon.usedHint(
    momentText(used.day, used.time, today, words),
    used.store || (channels[used.channel] ?? ''),
  );
}

/** The code as it is held out. */
export interface CouponCode {
  digits: string;
  grouped: string;
  bar: string;
  qr: string;
}

export function couponCode(digits: string, words: Words): CouponCode {
  const grouped = inFours(digits);
  return { digits, grouped, bar: `${words.coupon.bar} ${grouped}`, qr: words.coupon.qr };
}
