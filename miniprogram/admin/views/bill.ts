import type { SaleQuote } from '../../../typings/api/staff';
import type { Points } from '../../../typings/domain';
import { billLine, type LineView } from '../../views/because';
import { dayText } from '../../views/dates';
import { figure, money, signed } from '../../views/figures';
import type { PointsWords, Words } from '../../words/index';
import type { AdminWords } from '../words/zh-Hans';
import { refusalText } from './found';

export interface CouponChoice {
  code: string;
  name: string;
  /** '−¥50' */
  off: string;
  until: string;
  chosen: boolean;
}

/** The sale as the cashier reads it out before the money is taken. */
export interface BillView {
  given: string;
  coupon: { name: string; off: string; refusal: string } | null;
  /** How many coupons would hold; '' when none would. */
  couponsHint: string;
  coupons: CouponChoice[];
  deduction: DeductionView | null;
  net: string;
  earned: string;
  lines: LineView[];
  confirm: string;
  spoken: string;
}

export interface DeductionView {
  /** '500 分' and '−¥5'; '' while nothing is taken off. */
  points: string;
  off: string;
  /** What would be possible, or why nothing is. */
  hint: string;
  /** A member code has to be scanned first. */
  needsCode: boolean;
  /** One step less and one more; null where there is none. */
  fewer: Points | null;
  more: Points | null;
  most: Points;
}

interface Setting {
  points: PointsWords;
  words: Words;
  own: AdminWords;
  memberCode: string;
  couponCode: string;
}

/** Shown as rows of their own above the sum. */
const TAKEN_OFF = ['order.coupon', 'deduct.points'];

function deductionView(quote: SaleQuote, { points, words, own, memberCode }: Setting): DeductionView | null {
  const { deduction } = quote;
  if (!deduction) return null;
  const { points: taken, fen, maxPoints, maxFen, perPoints } = deduction;
  const said = (n: number) => words.figures.points(figure(n), points.unit);
  const possible = maxPoints > 0;
  const needsCode = possible && memberCode === '';
  const most = own.sale.deductionMax(said(maxPoints), money(maxFen));
  const step = (to: number) => (memberCode && to >= 0 && to <= maxPoints && to !== taken ? (to as Points) : null);
  return {
    points: taken > 0 ? said(taken) : '',
    off: taken > 0 ? own.sale.minus(money(fen)) : '',
    hint: !possible ? own.sale.deductionNone : needsCode ? own.sale.deductionCode : most,
    needsCode,
    fewer: possible ? step(taken - perPoints) : null,
    more: possible ? step(taken + perPoints) : null,
    most: maxPoints,
  };
}

export function billView(quote: SaleQuote, setting: Setting): BillView {
  const { points, words, own, couponCode } = setting;
  const { today, coupon } = quote;
  const earned = words.figures.points(signed(quote.earned), points.unit);
  const net = money(quote.netFen);
  return {
    given: money(quote.amountFen),
    coupon: coupon && {
      name: coupon.name,
      off: coupon.refusal ? '' : own.sale.minus(money(coupon.fen)),
      refusal: coupon.refusal ? refusalText(coupon.refusal, words, own) : '',
    },
    couponsHint: quote.coupons.length > 0 ? own.sale.couponChoose(figure(quote.coupons.length)) : own.sale.couponEmpty,
    coupons: quote.coupons.map(({ code, name, fen, until }) => ({
      code,
      name,
      off: own.sale.minus(money(fen)),
      until: own.sale.couponUntil(dayText(until, today, words)),
      chosen: code === couponCode,
    })),
    deduction: deductionView(quote, setting),
    net,
    earned,
    lines: quote.because
      .filter(({ code }) => !TAKEN_OFF.includes(code))
      .map((line) => billLine(line, { today, points, words })),
    confirm: quote.netFen > 0 ? own.sale.confirm(net) : own.sale.confirmFree,
    spoken: [own.sale.net, net, own.sale.earned(points.name), earned].join(words.card.comma),
  };
}
