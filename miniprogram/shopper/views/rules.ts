import type { GuideRow } from '../../../typings/api/shopper';
import type { GuideArgs } from '../../../typings/codes';
import { figure, money } from '../../views/figures';
import { inPoints, inTimes, OF_HOME, type RuleSentence, type RuleView, ruleViews } from '../../views/guide';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';
import { snug } from './snug';

/** Every rule of the programme as a sentence. */

type Args = Record<string, string | number>;

function deduction(a: Args, p: PointsWords, w: PageWords): string {
  const [spent, off, most] = [inPoints(a.points, p, w), money(Number(a.fen)), Number(a.maxRate)];
  const minimum = Number(a.minimumFen);
  return minimum > 0 ? w.rules.deductFrom(spent, off, money(minimum), most) : w.rules.deduct(spent, off, most);
}

/** Points, coupons, or both. */
function gift(a: Args, p: PointsWords, w: PageWords): string {
  const [points, coupons] = [Number(a.points), String(a.coupons ?? '')];
  if (points === 0) return coupons;
  return coupons ? w.guide.both(inPoints(points, p, w), coupons) : inPoints(points, p, w);
}

const SENTENCES: Record<keyof GuideArgs, RuleSentence<PageWords>> = {
  ...OF_HOME,

  'points.waiting': {
    icon: 'clock',
    render: (a, p, w) => w.rules[a.from === 'paid' ? 'waitingPaid' : 'waitingCompleted'](Number(a.days), p.name),
  },
  'points.refund': {
    icon: 'receipt',
    render: (a, p, w) => w.rules[a.shortfall === 'debt' ? 'refundDebt' : 'refundWaive'](p.name),
  },
  'rule.cap': { icon: 'multiply', render: (a, _p, w) => w.rules.cap(inTimes(a.cap)) },
  'birthday.rule': {
    icon: 'cake',
    render: (a, p, w) =>
      Number(a.minimumDays) > 0
        ? w.rules.birthdayAfter(String(a.name), inPoints(a.points, p, w), Number(a.minimumDays))
        : w.rules.birthday(String(a.name), inPoints(a.points, p, w)),
  },
  'growth.perFen': { icon: 'bag', render: (a, _p, w) => w.rules.growthPer(money(Number(a.perFen))) },
  'growth.checkin': { icon: 'seal', render: (a, _p, w) => w.rules.growthCheckin(figure(Number(a.growth))) },
  'growth.join': { icon: 'gift', render: (a, _p, w) => w.rules.growthJoin(figure(Number(a.growth))) },
  'tier.reach': {
    icon: 'tier',
    render: (a, _p, w) => w.rules.tierReach(String(a.tier), figure(Number(a.growth))),
  },
  'tier.validity': { icon: 'calendar', render: (a, _p, w) => w.rules.tierValidity(Number(a.months)) },
  'tier.forever': { icon: 'calendar', render: (_a, _p, w) => w.rules.tierForever },
  'tier.keep': { icon: 'tier', render: (a, _p, w) => w.rules.tierKeep(String(a.tier), figure(Number(a.growth))) },
  'tier.grace': { icon: 'clock', render: (a, _p, w) => w.rules.tierGrace(Number(a.days), Number(a.warningDays)) },
  'tier.provisional': { icon: 'info', render: (_a, _p, w) => w.rules.tierProvisional },
  'deduct.rate': { icon: 'receipt', render: deduction },
  'coupon.tier': {
    icon: 'ticket',
    render: (a, _p, w) => w.rules.couponTier(String(a.tier), String(a.coupon), Number(a.count)),
  },
  'referral.registered': { icon: 'team', render: (a, p, w) => w.rules.referral(gift(a, p, w)) },
  'referral.firstOrder': {
    icon: 'bag',
    render: (a, p, w) =>
      w.rules.referralOrder(Number(a.minimumFen) > 0 ? money(Number(a.minimumFen)) : '', gift(a, p, w)),
  },
  'referral.friend': { icon: 'gift', render: (a, p, w) => w.rules.referralFriend(gift(a, p, w)) },
  'referral.limits': { icon: 'info', render: (a, _p, w) => w.rules.referralLimits(Number(a.perDay), Number(a.inAll)) },
  'referral.when': { icon: 'clock', render: (a, _p, w) => w.rules.referralWhen(Number(a.days)) },
  'referral.fair': { icon: 'shield', render: (_a, _p, w) => w.rules.referralFair },
  'assist.rule': {
    icon: 'team',
    render: (a, p, w) => w.rules.assist(String(a.name), Number(a.hours), Number(a.helpers), gift(a, p, w)),
  },
  'visit.limit': { icon: 'info', render: (a, _p, w) => w.rules.visitLimit(Number(a.perDay)) },
};

/** A code from a newer cloud is left out rather than guessed. */
export function guideView(rows: GuideRow[], points: PointsWords, words: PageWords): RuleView[] {
  return snug(ruleViews(rows, SENTENCES, points, words));
}
