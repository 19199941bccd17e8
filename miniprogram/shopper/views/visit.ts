import type { VisitView } from '../../../typings/api/friends';
import type { LineView } from '../../views/because';
import { dayText } from '../../views/dates';
import { figure, signed } from '../../views/figures';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';
import { lineView } from './because';

/** A visit as a small receipt. */
export interface VisitFace {
  /** The store, or the shop that is its only one. */
  where: string;
  day: string;
  head: string;
  lines: LineView[];
  /** '' when it brought no points. */
  gain: string;
  gainLabel: string;
  balanceLabel: string;
  balance: string;
  /** Said when there is nothing else to say. */
  note: string;
  spoken: string;
}

export function visitFace(view: VisitView, points: PointsWords, words: PageWords): VisitFace {
  const { visit, figures } = words;
  const { today, repeated, store, earned } = view;
  // Where it was stands above already.
  const lines = view.because.filter(({ code }) => code !== 'visit.signed');
  const head = repeated ? visit.repeated : visit.done;
  const gain = earned > 0 ? signed(earned) : '';
  return {
    where: store.name,
    day: dayText(today, today, words),
    head,
    lines: lines.map((line) => lineView(line, { today, points, words })),
    gain,
    gainLabel: repeated ? visit.sumBefore : visit.sum,
    balanceLabel: words.card.available(points.name),
    balance: figures.points(figure(view.available), points.unit),
    note: lines.length === 0 ? visit.nothing : '',
    spoken: [head, store.name, gain && figures.points(gain, points.unit)].filter(Boolean).join(words.card.comma),
  };
}
