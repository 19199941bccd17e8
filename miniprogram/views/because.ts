import type { BecauseArgs } from '../../typings/codes';
import type { Because, DayKey } from '../../typings/domain';
import type { PointsWords, Words } from '../words/index';
import { dayText } from './dates';
import { figure, money, signed, times } from './figures';

/**
 * Why a bill comes to what it does: one line for each reason. Whatever else the ledger tells is worded with the shopper's pages, which
 * the tabs do not need.
 */

export interface Setting<W extends Words = Words> {
  today: DayKey;
  points: PointsWords;
  words: W;
}

export interface LineView {
  text: string;
  /** The sum so far, or what a line that moves no points has to tell; '' when the text says it all. */
  result: string;
}

type Args = Because['args'];
type Render<W extends Words> = (args: Args, setting: Setting<W>) => string;
export type Sentence<W extends Words = Words> = { text: Render<W>; result?: Render<W> };

const YUAN = 100;

export const amount = (value: Args[string] | undefined, { points, words }: Setting) =>
  words.figures.points(figure(Math.abs(Number(value ?? 0))), points.unit);
export const name = (value: Args[string] | undefined) => String(value ?? '');
export const fen = (value: Args[string] | undefined) => money(Number(value ?? 0));
export const factor = (value: Args[string] | undefined) => times(Number(value ?? 0));
export const day = (value: Args[string] | undefined, { today, words }: Setting) =>
  dayText(name(value) as DayKey, today, words);

/** Moves no points: the sum so far says nothing here. */
export const nothing = () => '';

function orderBase(args: Args, setting: Setting): string {
  const { because } = setting.words;
  const perFen = Number(args.perFen);
  return perFen === YUAN
    ? because.perYuan(fen(args.fen), figure(Number(args.points)))
    : because.perAmount(fen(args.fen), fen(perFen), amount(args.points, setting));
}

export const OF_BILL = {
  'order.base': { text: orderBase },
  'rule.fixed': { text: (args, setting) => setting.words.because.fixed(name(args.name), amount(args.points, setting)) },
  'tier.factor': { text: (args, { words }) => words.because.factor(name(args.tier), factor(args.factor)) },
  'rule.factor': { text: (args, { words }) => words.because.factor(name(args.name), factor(args.factor)) },
  'cap.open': {
    text: (args, { words }) => words.because.cap(factor(args.cap)),
    result: (_args, { words }) => words.because.capOpen,
  },
  'cap.reached': { text: (args, { words }) => words.because.capReached(factor(args.cap), factor(args.product)) },
  'order.waiting': {
    text: (_args, { words }) => words.because.waiting,
    result: (args, setting) => day(args.day, setting),
  },
  'order.completed': {
    text: (_args, { words }) => words.because.completing,
    result: (args, setting) => (args.day ? setting.words.because.latest(day(args.day, setting)) : ''),
  },
  'debt.paid': { text: (args, setting) => setting.words.because.debtPaid(amount(args.points, setting)) },
  'growth.counted': {
    text: (_args, { words }) => words.because.growth,
    result: (args) => signed(Number(args.growth)),
  },
  'tier.up': { text: (args, { words }) => words.because.tierUp(name(args.tier)), result: nothing },
  'coupon.granted': {
    text: (args, { words }) => words.because.couponGranted(name(args.coupon), Number(args.count)),
    result: nothing,
  },
  'order.coupon': {
    text: (args, { words }) => words.because.orderCoupon(name(args.coupon)),
    result: (args) => money(-Number(args.fen)),
  },
  'deduct.points': {
    text: (args, setting) => setting.words.because.deductPoints(amount(args.points, setting), fen(args.fen)),
  },
} satisfies { [Code in keyof BecauseArgs]?: Sentence };

/** One line by a table of sentences; a code that is newer than this phone is shown by its result alone. */
export function said<W extends Words>(
  because: Because,
  sentences: { [code: string]: Sentence<W> | undefined },
  setting: Setting<W>,
): LineView {
  const sentence = sentences[because.code];
  if (!sentence) return { text: setting.words.because.unknown, result: figure(because.result) };
  const result = sentence.result ?? (() => figure(because.result));
  return { text: sentence.text(because.args, setting), result: result(because.args, setting) };
}

export function billLine(because: Because, setting: Setting): LineView {
  return said(because, OF_BILL, setting);
}
