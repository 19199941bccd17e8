import type { PointsWords, Words } from '../words/index';
import { signed } from './figures';

/** The sheet that asks before a make-up card is used. */
export interface MakeUpView {
  title: string;
  rows: { label: string; value: string; gain: boolean }[];
  button: string;
}

export function makeUpView(
  day: { text: string; points: number },
  left: number,
  points: PointsWords,
  words: Words,
): MakeUpView {
  const { makeUp } = words;
  const gain = day.points > 0 ? makeUp.getPoints(words.figures.points(signed(day.points), points.unit)) : '';
  return {
    title: makeUp.title(day.text),
    rows: [
      { label: makeUp.give, value: makeUp.giveValue, gain: false },
      { label: makeUp.get, value: gain || makeUp.getDay(points.name), gain: true },
      { label: makeUp.keep, value: makeUp.keepValue, gain: true },
      { label: makeUp.left, value: words.figures.cards(Math.max(0, left - 1)), gain: false },
    ],
    button: makeUp.button,
  };
}
