import type { BecauseArgs } from '../../typings/codes';
import type { Because, DayKey } from '../../typings/domain';
import type { PointsWords, Words } from '../words/index';
import { dayText } from './dates';
import { figure, money, signed, tenths, times } from './figures';

/** Why an entry is what it is: one line of a receipt for each reason. */

export interface Setting {
  today: DayKey;
  points: PointsWords;
  words: Words;
}

export interface LineView {
  text: string;
  /** The sum so far, or what a line that moves no points has to tell; '' when the text says it all. */
  result: string;
}

type Args = Because['args'];
type Render = (args: Args, setting: Setting) => string;
type Sentence = { text: Render; result?: Render };

const YUAN = 100;

const amount = (value: Args[string] | undefined, { points, words }: Setting) =>
  words.figures.points(figure(Math.abs(Number(value ?? 0))), points.unit);
const name = (value: Args[string] | undefined) => String(value ?? '');
const fen = (value: Args[string] | undefined) => money(Number(value ?? 0));
const factor = (value: Args[string] | undefined) => times(Number(value ?? 0));
const day = (value: Args[string] | undefined, { today, words }: Setting) =>
  dayText(name(value) as DayKey, today, words);

/** Moves no points: the sum so far says nothing here. */
const nothing: Render = () => '';

function orderBase(args: Args, setting: Setting): string {
  const { because } = setting.words;
  const perFen = Number(args.perFen);
  return perFen === YUAN
    ? because.perYuan(fen(args.fen), figure(Number(args.points)))
    : because.perAmount(fen(args.fen), fen(perFen), amount(args.points, setting));
}

function orderBefore(args: Args, setting: Setting): string {
  const { because } = setting.words;
  const said = amount(args.points, setting);
  return Number(args.points) < 0 ? because.beforeTaken(said) : because.before(said);
}

function tierKept(args: Args, setting: Setting): string {
  const { because } = setting.words;
  return args.until ? because.tierKept(name(args.tier), day(args.until, setting)) : because.tierKeptOn(name(args.tier));
}

function exchangeCancelled(args: Args, { words }: Setting): string {
  const { because } = words;
  const what = because.exchange(name(args.name), Number(args.quantity));
  const reasons: Record<string, ((what: string) => string) | undefined> = because.exchangeCancelled;
  return (reasons[name(args.reason)] ?? because.exchangeCancelled.other)(what);
}

function referralLimited(args: Args, { words }: Setting): string {
  const reasons: Record<string, string | undefined> = words.because.referralLimited;
  return reasons[name(args.reason)] ?? words.because.referralLimited.other;
}

const SENTENCES: Record<keyof BecauseArgs, Sentence> = {
  'join.welcome': { text: (_args, { words }) => words.because.join, result: nothing },
  'join.points': { text: (_args, { words }) => words.because.joinPoints },
  'profile.changed': { text: (_args, { words }) => words.because.profile, result: nothing },
  'checkin.base': { text: (_args, { words }) => words.because.base },
  'checkin.step': { text: (args, { words }) => words.because.step(Number(args.day)) },
  'checkin.streak': { text: (args, { words }) => words.because.streak(Number(args.streak)) },
  'checkin.double': {
    text: (args, { words }) => words.because.checkInDouble(Number(args.streak), factor(args.factor)),
  },
  'checkin.right': { text: (args, { words }) => words.because.right(name(args.right)), result: nothing },
  'makeup.card': { text: (args, setting) => setting.words.because.makeUp(day(args.day, setting)), result: nothing },
  'expiry.lot': { text: (args, setting) => setting.words.because.expiry(day(args.lastDay, setting)) },
  'credit.refused': { text: (args, setting) => setting.words.because.refused(amount(args.points, setting)) },

  'order.base': { text: orderBase },
  'rule.fixed': { text: (args, setting) => setting.words.because.fixed(name(args.name), amount(args.points, setting)) },
  'tier.factor': { text: (args, { words }) => words.because.factor(name(args.tier), factor(args.factor)) },
  'rule.factor': { text: (args, { words }) => words.because.factor(name(args.name), factor(args.factor)) },
  'cap.open': {
    text: (args, { words }) => words.because.cap(factor(args.cap)),
    result: (_args, { words }) => words.because.capOpen,
  },
  'cap.reached': { text: (args, { words }) => words.because.capReached(factor(args.cap), factor(args.product)) },

  'order.refunded': {
    text: (args, { words }) => words.because.refunded(fen(args.paidFen), fen(args.refundedFen)),
    result: nothing,
  },
  'order.unpaid': { text: (args, { words }) => words.because.unpaid(fen(args.refundedFen)), result: nothing },
  'order.before': { text: orderBefore },
  'order.waiting': {
    text: (_args, { words }) => words.because.waiting,
    result: (args, setting) => day(args.day, setting),
  },
  'order.completed': {
    text: (_args, { words }) => words.because.completing,
    result: (args, setting) => (args.day ? setting.words.because.latest(day(args.day, setting)) : ''),
  },
  'order.waived': { text: (args, setting) => setting.words.because.waived(amount(args.points, setting)) },
  'order.debt': {
    text: (args, setting) => setting.words.because.debt(amount(args.points, setting), setting.points.name),
    result: nothing,
  },
  'debt.paid': { text: (args, setting) => setting.words.because.debtPaid(amount(args.points, setting)) },
  'growth.counted': {
    text: (_args, { words }) => words.because.growth,
    result: (args) => signed(Number(args.growth)),
  },

  'tier.up': { text: (args, { words }) => words.because.tierUp(name(args.tier)), result: nothing },
  'tier.revoked': {
    text: (args, { words }) => words.because.tierRevoked(name(args.from), name(args.to)),
    result: nothing,
  },
  'tier.down': { text: (args, { words }) => words.because.tierDown(name(args.from), name(args.to)), result: nothing },
  'tier.kept': { text: tierKept, result: nothing },
  'tier.gift': { text: (args, { words }) => words.because.tierGift(name(args.tier)) },
  'birthday.pack': { text: (args, { words }) => words.because.birthdayPack(name(args.tier)) },
  'birthday.set': { text: (_args, { words }) => words.because.birthdaySet, result: nothing },
  'merge.out': { text: (args, { words }) => words.because.mergeOut(name(args.number)) },
  'merge.in': { text: (args, { words }) => words.because.mergeIn(name(args.number)) },
  'merge.returned': { text: (_args, { words }) => words.because.mergeReturned },

  'exchange.reward': { text: (args, { words }) => words.because.exchange(name(args.name), Number(args.quantity)) },
  'exchange.discount': {
    text: (args, { words }) => words.because.exchangeDiscount(name(args.name), tenths(Number(args.rate))),
  },
  'exchange.right': { text: (args, { words }) => words.because.exchangeRight(name(args.right)), result: nothing },
  'exchange.cancelled': { text: exchangeCancelled },
  // What was taken, and the points for it, stand in the line before.
  'pay.reserved': { text: (args, { words }) => words.because.payReserved(fen(args.fen)), result: nothing },
  'pay.captured': {
    text: (args, { words }) => words.because.payCaptured(name(args.name), fen(args.fen)),
    result: nothing,
  },
  'pay.released': { text: (args, { words }) => words.because.payReleased(name(args.name)) },
  'pay.late': { text: (args, { words }) => words.because.payLate(fen(args.fen)), result: nothing },
  'coupon.claimed': { text: (args, { words }) => words.because.couponClaimed(name(args.coupon)), result: nothing },
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
  'deduct.returned': { text: (_args, { words }) => words.because.deductReturned },
  'referral.registered': { text: (_args, { words }) => words.because.referral },
  'referral.firstOrder': { text: (_args, { words }) => words.because.referralOrder },
  'referral.limited': { text: referralLimited, result: nothing },
  'invited.pack': { text: (_args, { words }) => words.because.invited },
  'assist.done': { text: (args, { words }) => words.because.assist(name(args.name), Number(args.helpers)) },
  'visit.signed': {
    text: ({ store }, { words }) => (store ? words.because.visitIn(name(store)) : words.because.visit),
    result: nothing,
  },
};

/** One line; a code this phone does not know yet is shown by its result alone. */
export function lineView(because: Because, setting: Setting): LineView {
  const sentence: Sentence | undefined = SENTENCES[because.code as keyof BecauseArgs];
  if (!sentence) return { text: setting.words.because.unknown, result: figure(because.result) };
  const result = sentence.result ?? (() => figure(because.result));
  return { text: sentence.text(because.args, setting), result: result(because.args, setting) };
}
