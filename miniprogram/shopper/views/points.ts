import type { PointsView } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import { dayText, monthOf } from '../../views/dates';
import { figure } from '../../views/figures';
import type { RuleView } from '../../views/guide';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';
import { guideView } from './rules';

/** The points page, ready to draw. */
export interface PointsPageView {
  balance: string;
  available: string;
  debt: string;
  debtHint: string;
  history: string;
  none: string;
  pending: { when: string; points: string }[];
  bars: EndBar[];
  rules: RuleView[];
}

/** Points that end with one month, as a bar. */
export interface EndBar {
  key: DayKey;
  /** Percent of the tallest. */
  height: number;
  /** The month, under the bar. */
  month: string;
  /** Shown above the picture when the bar is touched. */
  points: string;
  lastDay: string;
  spoken: string;
}

/** A bar that is there is seen, however small. */
const LEAST_HEIGHT = 6;

function endBars({ expiring, today }: PointsView, unit: string, words: PageWords): EndBar[] {
  const most = Math.max(1, ...expiring.map(({ points }) => points));
  return expiring.map(({ points, lastDay }) => {
    const said = words.figures.points(figure(points), unit);
    const when = dayText(lastDay, today, words);
    return {
      key: lastDay,
      height: Math.max(LEAST_HEIGHT, Math.round((points / most) * 100)),
      month: words.pointsPage.month(monthOf(lastDay)),
      points: said,
      lastDay: words.pointsPage.lastDay(when),
      spoken: words.pointsPage.spokenMonth(when, said),
    };
  });
}

export function pointsView(view: PointsView, points: PointsWords, words: PageWords): PointsPageView {
  const { pointsPage } = words;
  const said = (n: number) => words.figures.points(figure(n), points.unit);
  const bare = view.available === 0 && view.pending.length === 0 && view.debt === 0;
  return {
    balance: figure(view.available),
    available: pointsPage.available(points.name),
    debt: view.debt > 0 ? pointsPage.debt(said(view.debt)) : '',
    debtHint: pointsPage.debtHint(points.name),
    history: pointsPage.history(points.name),
    none: bare ? pointsPage.none(points.name) : '',
    pending: view.pending.map((part) => ({
      when: part.from ? pointsPage.pendingFrom(dayText(part.from, view.today, words)) : pointsPage.pendingOpen,
      points: said(part.points),
    })),
    bars: endBars(view, points.unit, words),
    rules: guideView(view.rules, points, words),
  };
}
