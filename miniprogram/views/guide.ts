import type { GuideRow } from '../../typings/api/shopper';
import type { GuideArgs } from '../../typings/codes';
import type { PointsWords, Words } from '../words/index';
import { whenText } from './conditions';
import { figure, money, times } from './figures';

/** Rules that home tells; those that have pages of their own alone are worded with them (shopper/views/rules). */

/** One rule of the programme as a sentence. */
export interface RuleView {
  code: string;
  icon: string;
  text: string;
}

type Args = Record<string, string | number>;
export interface RuleSentence<W extends Words = Words> {
  icon: string;
  render(args: Args, points: PointsWords, words: W): string;
}

export const inPoints = (value: string | number | undefined, points: PointsWords, words: Words) =>
  words.figures.points(figure(Number(value ?? 0)), points.unit);

export const inTimes = (hundredths: string | number | undefined) => times(Number(hundredths ?? 100));

const ruled = (args: Args, words: Words) => words.guide.named(String(args.name), whenText(String(args.when), words));

export const OF_HOME = {
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
  'checkin.double': {
    icon: 'gift',
    render: (a, p, w) => w.guide.double(Number(a.streak), inTimes(a.factor), p.name),
  },
  'checkin.factor': {
    icon: 'multiply',
    render: (a, p, w) => w.guide.checkinFactor(ruled(a, w), inTimes(a.factor), p.name),
  },
  'rule.coupon': {
    icon: 'ticket',
    render: (a, _p, w) => w.guide.coupon(ruled(a, w), String(a.coupon), Number(a.count)),
  },
  'coupon.streak': {
    icon: 'ticket',
    render: (a, _p, w) => w.guide.couponStreak(Number(a.streak), String(a.coupon), Number(a.count)),
  },
  'visit.points': { icon: 'pin', render: (a, p, w) => w.guide.visit(ruled(a, w), inPoints(a.points, p, w)) },
} satisfies { [Code in keyof GuideArgs]?: RuleSentence };

/** By a table of sentences; a code that is not there, from a newer cloud, is left out rather than guessed. */
export function ruleViews<W extends Words>(
  rows: GuideRow[],
  sentences: { [code: string]: RuleSentence<W> | undefined },
  points: PointsWords,
  words: W,
): RuleView[] {
  return rows.flatMap(({ code, args }) => {
    const sentence = sentences[code];
    if (!sentence) {
      console.warn(`no sentence for the rule ${code}`);
      return [];
    }
    return [{ code, icon: sentence.icon, text: sentence.render(args, points, words) }];
  });
}

export function shortGuideView(rows: GuideRow[], points: PointsWords, words: Words): RuleView[] {
  return ruleViews(rows, OF_HOME, points, words);
}
