import type { Found, UsedBy } from '../../../typings/api/staff';
import type { DayKey } from '../../../typings/domain';
import { dayText, momentText } from '../../views/dates';
import { figure, money, tenths, unbroken } from '../../views/figures';
import { whereText } from '../../views/ticket';
import type { PointsWords, Words } from '../../words/index';
import type { AdminWords } from '../words/zh-Hans';

export interface FoundRow {
  label: string;
  text: string;
}

/** What was scanned, as the whole screen says it. */
export interface FoundView {
  what: Found['what'];
  title: string;
  name: string;
  rows: FoundRow[];
  /** Why it cannot be used now; '' when it can. */
  refusal: string;
  used: FoundRow[];
  button: string;
  hint: string;
}

interface Setting {
  today: DayKey;
  points: PointsWords;
  words: Words;
  own: AdminWords;
}

type FoundCoupon = Extract<Found, { what: 'coupon' }>['coupon'];

function worth(coupon: FoundCoupon, words: Words): string {
  const { value } = coupon;
  const limit =
    'thresholdFen' in value && value.thresholdFen > 0 ? words.ticket.threshold(money(value.thresholdFen)) : '';
  const said = (first: string, ...more: string[]) =>
    [first, limit, ...more].filter((part) => part !== '').join(words.card.comma);
  if (value.kind === 'amount') return said(words.coupon.amount(money(value.fen)));
  if (value.kind === 'exchange') return words.coupon.exchange(value.item);
  if (value.kind === 'freeShipping') return said(words.coupon.freeShipping);
  return said(
    words.coupon.rate(tenths(value.rate)),
    value.capFen === null ? '' : words.ticket.cap(money(value.capFen)),
  );
}

/** By whom and when, for the one who came second. */
export function usedRows(used: UsedBy | null, { today, words, own }: Setting): FoundRow[] {
  if (!used) return [];
  return [
    { label: own.found.usedBy, text: own.found.by(used.by, used.store) },
    { label: own.found.usedWhen, text: momentText(used.day, used.time, today, words) },
  ];
}

function couponView(found: Extract<Found, { what: 'coupon' }>, setting: Setting): FoundView {
  const { today, words, own } = setting;
  const { coupon } = found;
  const money = coupon.value.kind === 'amount' || coupon.value.kind === 'percent';
  return {
    what: 'coupon',
    title: own.found.titles.coupon,
    name: coupon.name,
    rows: [
      { label: own.found.value, text: worth(coupon, words) },
      {
        label: own.found.until,
        text: own.found.between(dayText(coupon.from, today, words), dayText(coupon.until, today, words)),
      },
      { label: own.found.where, text: whereText(coupon, words) },
      ...(coupon.note ? [{ label: own.found.note, text: coupon.note }] : []),
    ],
    refusal: coupon.refusal ? refusalText(coupon.refusal, words, own) : '',
    used: usedRows(coupon.used, setting),
    button: own.found.use,
    hint: money ? own.found.useAmountHint : own.found.useHint,
  };
}

function redemptionView(found: Extract<Found, { what: 'redemption' }>, setting: Setting): FoundView {
  const { today, points, words, own } = setting;
  const { redemption } = found;
  const cost = words.figures.points(figure(redemption.points), points.unit);
  return {
    what: 'redemption',
    title: own.found.titles.redemption,
    name: own.found.quantity(redemption.name, figure(redemption.quantity)),
    rows: [
      {
        label: own.found.until,
        text: redemption.until ? own.found.untilDay(dayText(redemption.until, today, words)) : own.found.noEnd,
      },
      { label: own.found.cost, text: redemption.cashFen > 0 ? `${cost} + ${money(redemption.cashFen)}` : cost },
      { label: own.found.taken, text: momentText(redemption.day, redemption.time, today, words) },
    ],
    refusal: found.refusal ? refusalText(found.refusal, words, own) : '',
    used: usedRows(found.used, setting),
    button: own.found.handOver,
    hint: own.found.handOverHint,
  };
}

/** The phone's own sentence first: it speaks as the pages do. */
export function refusalText(refusal: { code: string; message: string }, words: Words, own: AdminWords): string {
  const all: { [code: string]: string | undefined } = { ...words.problems, ...own.problems };
  return all[refusal.code] ?? refusal.message;
}

export function foundView(found: Found, setting: Setting): FoundView {
  const { own, points } = setting;
  const view =
    found.what === 'coupon'
      ? couponView(found, setting)
      : found.what === 'redemption'
        ? redemptionView(found, setting)
        : {
            what: found.what,
            title: own.found.titles.member,
            name: '',
            rows: [],
            refusal: '',
            used: [],
            button: own.found.sale,
            hint: found.code ? own.found.codeHint : own.found.noCodeHint(points.name),
          };
  const whole = ({ label, text }: FoundRow) => ({ label, text: unbroken(text) });
  return { ...view, rows: view.rows.map(whole), used: view.used.map(whole) };
}
