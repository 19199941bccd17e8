import type { BecauseArgs } from '../../../typings/codes';
import type { Because } from '../../../typings/domain';
import {
  amount,
  day,
  factor,
  fen,
  type LineView,
  name,
  nothing,
  OF_BILL,
  type Sentence,
  type Setting,
  said,
} from '../../views/because';
import { tenths } from '../../views/figures';
import type { PageWords } from '../words/zh-Hans';

/** Why a ledger entry is what it is: one line of a receipt for each reason. */

type Args = Because['args'];
type PageSetting = Setting<PageWords>;

function orderBefore(args: Args, setting: PageSetting): string {
  const { reasons } = setting.words;
  const points = amount(args.points, setting);
  return Number(args.points) < 0 ? reasons.beforeTaken(points) : reasons.before(points);
}

function tierKept(args: Args, setting: PageSetting): string {
  const { reasons } = setting.words;
  return args.until ? reasons.tierKept(name(args.tier), day(args.until, setting)) : reasons.tierKeptOn(name(args.tier));
}

function exchangeCancelled(args: Args, { words: { reasons } }: PageSetting): string {
  const what = reasons.exchange(name(args.name), Number(args.quantity));
  const sentences: Record<string, ((what: string) => string) | undefined> = reasons.exchangeCancelled;
  return (sentences[name(args.reason)] ?? reasons.exchangeCancelled.other)(what);
}

function referralLimited(args: Args, { words: { reasons } }: PageSetting): string {
  const sentences: Record<string, string | undefined> = reasons.referralLimited;
  return sentences[name(args.reason)] ?? reasons.referralLimited.other;
}

const SENTENCES: Record<keyof BecauseArgs, Sentence<PageWords>> = {
  ...OF_BILL,

  'join.welcome': { text: (_args, { words }) => words.reasons.join, result: nothing },
  'join.points': { text: (_args, { words }) => words.reasons.joinPoints },
  'profile.changed': { text: (_args, { words }) => words.reasons.profile, result: nothing },
  'checkin.base': { text: (_args, { words }) => words.reasons.base },
  'checkin.step': { text: (args, { words }) => words.reasons.step(Number(args.day)) },
  'checkin.streak': { text: (args, { words }) => words.reasons.streak(Number(args.streak)) },
  'checkin.double': {
    text: (args, { words }) => words.reasons.checkInDouble(Number(args.streak), factor(args.factor)),
  },
  'checkin.right': { text: (args, { words }) => words.reasons.right(name(args.right)), result: nothing },
  'makeup.card': { text: (args, setting) => setting.words.reasons.makeUp(day(args.day, setting)), result: nothing },
  'expiry.lot': { text: (args, setting) => setting.words.reasons.expiry(day(args.lastDay, setting)) },
  'credit.refused': { text: (args, setting) => setting.words.reasons.refused(amount(args.points, setting)) },
  'order.refunded': {
    text: (args, { words }) => words.reasons.refunded(fen(args.paidFen), fen(args.refundedFen)),
    result: nothing,
  },
  'order.unpaid': { text: (args, { words }) => words.reasons.unpaid(fen(args.refundedFen)), result: nothing },
  'order.before': { text: orderBefore },
  'order.waived': { text: (args, setting) => setting.words.reasons.waived(amount(args.points, setting)) },
  'order.debt': {
    text: (args, setting) => setting.words.reasons.debt(amount(args.points, setting), setting.points.name),
    result: nothing,
  },
  'tier.revoked': {
    text: (args, { words }) => words.reasons.tierRevoked(name(args.from), name(args.to)),
    result: nothing,
  },
  'tier.down': { text: (args, { words }) => words.reasons.tierDown(name(args.from), name(args.to)), result: nothing },
  'tier.kept': { text: tierKept, result: nothing },
  'tier.gift': { text: (args, { words }) => words.reasons.tierGift(name(args.tier)) },
  'birthday.pack': { text: (args, { words }) => words.reasons.birthdayPack(name(args.tier)) },
  'birthday.set': { text: (_args, { words }) => words.reasons.birthdaySet, result: nothing },
  'merge.out': { text: (args, { words }) => words.reasons.mergeOut(name(args.number)) },
  'merge.in': { text: (args, { words }) => words.reasons.mergeIn(name(args.number)) },
  'merge.returned': { text: (_args, { words }) => words.reasons.mergeReturned },
  'exchange.reward': { text: (args, { words }) => words.reasons.exchange(name(args.name), Number(args.quantity)) },
  'exchange.discount': {
    text: (args, { words }) => words.reasons.exchangeDiscount(name(args.name), tenths(Number(args.rate))),
  },
  'exchange.right': { text: (args, { words }) => words.reasons.exchangeRight(name(args.right)), result: nothing },
  'exchange.cancelled': { text: exchangeCancelled },
  // What was taken, and the points for it, stand in the line before.
  'pay.reserved': { text: (args, { words }) => words.reasons.payReserved(fen(args.fen)), result: nothing },
  'pay.captured': {
    text: (args, { words }) => words.reasons.payCaptured(name(args.name), fen(args.fen)),
    result: nothing,
  },
  'pay.released': { text: (args, { words }) => words.reasons.payReleased(name(args.name)) },
  'pay.late': { text: (args, { words }) => words.reasons.payLate(fen(args.fen)), result: nothing },
  'coupon.claimed': { text: (args, { words }) => words.reasons.couponClaimed(name(args.coupon)), result: nothing },
  'deduct.returned': { text: (_args, { words }) => words.reasons.deductReturned },
  'referral.registered': { text: (_args, { words }) => words.reasons.referral },
  'referral.firstOrder': { text: (_args, { words }) => words.reasons.referralOrder },
  'referral.limited': { text: referralLimited, result: nothing },
  'invited.pack': { text: (_args, { words }) => words.reasons.invited },
  'assist.done': { text: (args, { words }) => words.reasons.assist(name(args.name), Number(args.helpers)) },
  'visit.signed': {
    text: ({ store }, { words }) => (store ? words.reasons.visitIn(name(store)) : words.reasons.visit),
    result: nothing,
  },
  'adjust.points': { text: (args, { words }) => words.reasons.adjust(name(args.reason)) },
  'adjust.streak': {
    text: (args, { words }) => words.reasons.adjustStreak(name(args.reason), words.figures.days(Number(args.to))),
    result: nothing,
  },
  'adjust.birthday': { text: (_args, { words }) => words.reasons.adjustBirthday, result: nothing },
  'state.frozen': { text: (args, { words }) => words.reasons.frozen(name(args.reason)), result: nothing },
  'state.active': { text: (_args, { words }) => words.reasons.active, result: nothing },
  'closing.asked': {
    text: (args, setting) => setting.words.reasons.closingAsked(day(args.until, setting)),
    result: nothing,
  },
  'closing.stayed': { text: (_args, { words }) => words.reasons.closingStayed, result: nothing },
  'closing.done': { text: (_args, { words }) => words.reasons.closingDone },
  'closing.waived': { text: (_args, { words }) => words.reasons.closingWaived },
  'opening.points': { text: (_args, { words }) => words.reasons.opening },
  'opening.undone': { text: (_args, { words }) => words.reasons.openingUndone },
};

/** One line; a code this phone does not know yet is shown by its result alone. */
export function lineView(because: Because, setting: PageSetting): LineView {
  return said(because, SENTENCES, setting);
}
