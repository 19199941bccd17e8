import type { CouponView } from '../../../typings/api/coupons';
import type { CouponValueView } from '../../../typings/api/mall';
import type { Channel, DayKey } from '../../../typings/domain';
import { dayText, momentText } from '../../views/dates';
import { inFours, money, tenths, unbroken } from '../../views/figures';
import type { PageWords } from '../words/zh-Hans';

/** One line of the terms: what it is about, and what holds. */
export interface TermRow {
  label: string;
  text: string;
}

function threshold(fen: number, words: PageWords): string {
  return fen > 0 ? words.couponPage.threshold(money(fen)) : words.couponPage.noThreshold;
}

function valueText(value: CouponValueView, words: PageWords): string {
  const { coupon, card } = words;
  const said = (...parts: string[]) => parts.filter((part) => part !== '').join(card.comma);
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
export function termRows(view: CouponView, today: DayKey, words: PageWords): TermRow[] {
  const { couponPage: page, card, ticket, conditions } = words;
  const listed = (names: string[]) => names.join(conditions.listed);
  const channels = [...new Set(view.channels.map((channel) => page.channels[channel]))];
  const shops = view.stores.length > 0 ? listed(view.stores) : ticket.allStores;
  const where = channels.length > 0 ? `${shops}${card.comma}${listed(channels)}` : shops;
  const which = view.categories.length > 0 ? ticket.categories(listed(view.categories)) : page.anything;
  const day = (key: DayKey) => dayText(key, today, words);
  return [
    { label: page.value, text: valueText(view.value, words) },
    { label: page.where, text: where },
    ...(view.value.kind === 'exchange' ? [] : [{ label: page.which, text: which }]),
    { label: page.when, text: page.between(day(view.from), day(view.until)) },
    { label: page.source, text: ticket.sources[view.source] },
    ...(view.note ? [{ label: page.note, text: view.note }] : []),
  ].map(({ label, text }) => ({ label, text: unbroken(text) }));
}

/** When and where it was used; '' while it has not been. */
export function usedText(view: CouponView, today: DayKey, words: PageWords): string {
  const { used } = view;
  if (!used) return '';
  const channels: { [C in Channel]?: string } = words.couponPage.channels;
  return words.couponPage.usedHint(
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

export function couponCode(digits: string, words: PageWords): CouponCode {
  const grouped = inFours(digits);
  return { digits, grouped, bar: `${words.couponPage.bar} ${grouped}`, qr: words.couponPage.qr };
}
