import type { GuideRow } from '../../typings/api/shopper';
import type { GuideArgs } from '../../typings/codes';
import type { PointsWords, Words } from '../words/index';
import { whenText } from './conditions';
import { figure, money, times } from './figures';

/** One rule of the programme as a sentence. */
export interface RuleView {
  code: string;
  icon: string;
  text: string;
}

type Render = (args: Record<string, string | number>, points: PointsWords, words: Words) => string;

const inPoints = (value: string | number | undefined, points: PointsWords, words: Words) =>
  words.figures.points(figure(Number(value ?? 0)), points.unit);

const inTimes = (hundredths: string | number | undefined) => times(Number(hundredths ?? 100));

const ruled = (args: Record<string, string | number>, words: Words) =>
  words.guide.named(String(args.name), whenText(String(args.when), words));

function deduction(a: Record<string, string | number>, p: PointsWords, w: Words): string {
  const [spent, off, most] = [inPoints(a.points, p, w), money(Number(a.fen)), Number(a.maxRate)];
  const minimum = Number(a.minimumFen);
  return minimum > 0 ? w.guide.deductFrom(spent, off, money(minimum), most) : w.guide.deduct(spent, off, most);
}

/** Points, coupons, or both. */
function gift(a: Record<string, string | number>, p: PointsWords, w: Words): string {
  const [points, coupons] = [Number(a.points), String(a.coupons ?? '')];
  if (points === 0) return coupons;
  return coupons ? w.guide.both(inPoints(points, p, w), coupons) : inPoints(points, p, w);
}

const SENTENCES: Record<keyof GuideArgs, { icon: string; render: Render }> = {
  'join.points': { icon: 'gift', render: (a, p, w) => w.guide.join(inPoints(a.points, p, w)) },
  'checkin.daily': { icon: 'seal', render: (a, p, w) => w.guide.daily(inPoints(a.points, p, w)) },
  'checkin.step': { icon: 'seal', render: (a, p, w) => w.guide.step(Number(a.day), inPoints(a.points, p, w)) },
  'checkin.streak': { icon: 'gift', render: (a, p, w) => w.guide.streak(Number(a.streak), inPoints(a.points, p, w)) },
  'checkin.right': { icon: 'gift', render: (a, _p, w) => w.guide.right(Number(a.streak), String(a.right ?? '')) },
  'checkin.day': {
    icon: 'clock',
    render: (a, _p, w) => (a.zone === 'Asia/Shanghai' ? w.guide.dayBegins : w.guide.dayBeginsIn(String(a.zone ?? ''))),
  },
  'makeup.cards': { icon: 'makeup', render: (a, _p, w) => w.guide.makeUp(Number(a.perMonth), Number(a.windowDays)) },
  'points.validity': { icon: 'calendar', render: (a, p, w) => w.guide.validity(Number(a.months), p.name) },
  'points.fixedEnd': {
    icon: 'calendar',
    render: (a, p, w) => w.guide.fixedEnd(Number(a.month), Number(a.years), p.name),
  },
  'points.waiting': {
    icon: 'clock',
    render: (a, p, w) => w.guide[a.from === 'paid' ? 'waitingPaid' : 'waitingCompleted'](Number(a.days), p.name),
  },
  'points.refund': {
    icon: 'receipt',
    render: (a, p, w) => w.guide[a.shortfall === 'debt' ? 'refundDebt' : 'refundWaive'](p.name),
  },
  'order.base': {
    icon: 'bag',
    render: (a, p, w) =>
      w.guide.orderBase(whenText(String(a.when ?? ''), w), money(Number(a.perFen)), inPoints(a.points, p, w)),
  },
  'rule.fixed': {
    icon: 'gift',
    render: (a, p, w) => w.guide.fixed(ruled(a, w), inPoints(a.points, p, w)),
  },
  'rule.factor': {
    icon: 'multiply',
    render: (a, p, w) => w.guide.factor(ruled(a, w), inTimes(a.factor), p.name),
  },
  'rule.cap': { icon: 'multiply', render: (a, _p, w) => w.guide.cap(inTimes(a.cap)) },
  'birthday.rule': {
    icon: 'cake',
    render: (a, p, w) =>
      Number(a.minimumDays) > 0
        ? w.guide.birthdayAfter(String(a.name), inPoints(a.points, p, w), Number(a.minimumDays))
        : w.guide.birthday(String(a.name), inPoints(a.points, p, w)),
  },
  'checkin.double': {
    icon: 'gift',
    render: (a, p, w) => w.guide.double(Number(a.streak), inTimes(a.factor), p.name),
  },
  'checkin.factor': {
    icon: 'multiply',
    render: (a, p, w) => w.guide.checkinFactor(ruled(a, w), inTimes(a.factor), p.name),
  },
  'growth.perFen': { icon: 'bag', render: (a, _p, w) => w.guide.growthPer(money(Number(a.perFen))) },
  'growth.checkin': { icon: 'seal', render: (a, _p, w) => w.guide.growthCheckin(figure(Number(a.growth))) },
  'growth.join': { icon: 'gift', render: (a, _p, w) => w.guide.growthJoin(figure(Number(a.growth))) },
  'tier.reach': {
    icon: 'tier',
    render: (a, _p, w) => w.guide.tierReach(String(a.tier), figure(Number(a.growth))),
  },
  'tier.validity': { icon: 'calendar', render: (a, _p, w) => w.guide.tierValidity(Number(a.months)) },
  'tier.forever': { icon: 'calendar', render: (_a, _p, w) => w.guide.tierForever },
  'tier.keep': { icon: 'tier', render: (a, _p, w) => w.guide.tierKeep(String(a.tier), figure(Number(a.growth))) },
  'tier.grace': { icon: 'clock', render: (a, _p, w) => w.guide.tierGrace(Number(a.days), Number(a.warningDays)) },
  'tier.provisional': { icon: 'info', render: (_a, _p, w) => w.guide.tierProvisional },
  'deduct.rate': { icon: 'receipt', render: deduction },
  'rule.coupon': {
    icon: 'ticket',
    render: (a, _p, w) => w.guide.coupon(ruled(a, w), String(a.coupon), Number(a.count)),
  },
  'coupon.streak': {
    icon: 'ticket',
    render: (a, _p, w) => w.guide.couponStreak(Number(a.streak), String(a.coupon), Number(a.count)),
  },
  'coupon.tier': {
    icon: 'ticket',
    render: (a, _p, w) => w.guide.couponTier(String(a.tier), String(a.coupon), Number(a.count)),
  },
  'referral.registered': { icon: 'team', render: (a, p, w) => w.guide.referral(gift(a, p, w)) },
  'referral.firstOrder': {
    icon: 'bag',
    render: (a, p, w) =>
      w.guide.referralOrder(Number(a.minimumFen) > 0 ? money(Number(a.minimumFen)) : '', gift(a, p, w)),
  },
  'referral.friend': { icon: 'gift', render: (a, p, w) => w.guide.referralFriend(gift(a, p, w)) },
  'referral.limits': { icon: 'info', render: (a, _p, w) => w.guide.referralLimits(Number(a.perDay), Number(a.inAll)) },
  'referral.when': { icon: 'clock', render: (a, _p, w) => w.guide.referralWhen(Number(a.days)) },
  'referral.fair': { icon: 'shield', render: (_a, _p, w) => w.guide.referralFair },
  'assist.rule': {
    icon: 'team',
    render: (a, p, w) => w.guide.assist(String(a.name), Number(a.hours), Number(a.helpers), gift(a, p, w)),
  },
  'visit.points': { icon: 'pin', render: (a, p, w) => w.guide.visit(ruled(a, w), inPoints(a.points, p, w)) },
  'visit.limit': { icon: 'info', render: (a, _p, w) => w.guide.visitLimit(Number(a.perDay)) },
};

function isKnown(code: string): code is keyof GuideArgs {
  return code in SENTENCES;
}

/** A code from a newer cloud is left out rather than guessed. */
export function guideView(rows: GuideRow[], points: PointsWords, words: Words): RuleView[] {
  return rows.flatMap(({ code, args }) => {
    if (!isKnown(code)) {
      console.warn(`no sentence for the rule ${code}`);
      return [];
    }
    const { icon, render } = SENTENCES[code];
    return [{ code, icon, text: render(args, points, words) }];
  });
}
