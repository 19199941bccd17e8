import type { GuideRow } from '../../typings/api/shopper';
import type { GuideArgs } from '../../typings/codes';
import type { PointsWords, Words } from '../words/index';
import { figure } from './figures';

/** One rule of the programme as a sentence. */
export interface RuleView {
  code: string;
  icon: string;
  text: string;
}

type Render = (args: Record<string, string | number>, points: PointsWords, words: Words) => string;

const inPoints = (value: string | number | undefined, points: PointsWords, words: Words) =>
  words.figures.points(figure(Number(value ?? 0)), points.unit);

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
