import type { PointsWords, Words } from '../words/index';
import { figure } from './figures';

/** The sheet of the 7th and the 30th day. */
export interface GiftView {
  streak: string;
  what: string;
  hint: string;
  button: string;
}

export function giftView(
  gift: { streak: number; points: number; right: string | null },
  points: PointsWords,
  words: Words,
): GiftView {
  const amount = words.gift.points(words.figures.points(figure(gift.points), points.unit));
  return {
    streak: words.gift.streak(gift.streak),
    what: [gift.points > 0 ? amount : '', gift.right ?? ''].filter(Boolean).join(words.card.comma),
    hint: gift.right === null ? words.gift.pointsHint(points.name) : words.gift.rightHint,
    button: words.gift.button,
  };
}
