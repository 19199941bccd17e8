import type { PriceView, RewardCardView } from '../../typings/api/mall';
import type { DayKey, Points } from '../../typings/domain';
import type { PointsWords, Words } from '../words/index';
import { barText } from './bar';
import { figure, money } from './figures';

/** A reward as a card of the mall, ready to draw. */
export interface RewardFace {
  id: string;
  name: string;
  /** cloud:// file id, or '': then the first character on a tinted tile. */
  picture: string;
  initial: string;
  /** 0 to 3: which of the tints. */
  tint: number;
  price: string;
  /** What it cost before the day's discount; '' without one. */
  was: string;
  /** One tag at the picture's foot; '' without. */
  tag: string;
  tone: 'plain' | 'low' | 'shut';
  /** How much is missing; '' when the points are enough. */
  short: string;
  /** Nothing is left: the picture pales, the page still opens. */
  gone: boolean;
  spoken: string;
}

const TINTS = 4;

/** Units that may be told are told from here down as running out. */
const LOW = 10;

/** The same reward always has the same tint, whatever else is on the shelf. */
export function tintOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return sum % TINTS;
}

/** 100 分, 150 分 + ¥9, ¥9 */
export function priceText(
  price: Pick<PriceView, 'points' | 'cashFen'>,
  points: PointsWords,
  words: Words,
  times = 1,
): string {
  const [spent, paid] = [price.points * times, price.cashFen * times];
  const said = words.figures.points(figure(spent), points.unit);
  if (spent > 0 && paid > 0) return words.rewards.both(said, money(paid));
  if (paid > 0) return money(paid);
  return spent > 0 ? said : words.rewards.free;
}

function tagOf(
  card: RewardCardView,
  today: DayKey,
  points: PointsWords,
  words: Words,
): Pick<RewardFace, 'tag' | 'tone'> {
  const { bar, left, price } = card;
  if (bar && !['short', 'guest', 'frozen'].includes(bar.code)) {
    const shut = ['soldOut', 'over', 'limit'].includes(bar.code);
    return { tag: barText(bar, today, points, words), tone: shut ? 'shut' : 'plain' };
  }
  if (left !== null && left <= LOW) return { tag: words.rewards.left(left), tone: 'low' };
  return price.was ? { tag: price.was.name, tone: 'plain' } : { tag: '', tone: 'plain' };
}

/** @param available points that can be spent; null for a guest, who is not told what is missing. */
export function rewardFace(
  card: RewardCardView,
  available: Points | null,
  today: DayKey,
  points: PointsWords,
  words: Words,
): RewardFace {
  const price = priceText(card.price, points, words);
  const { tag, tone } = tagOf(card, today, points, words);
  const missing = available === null ? 0 : card.price.points - available;
  const short = missing > 0 ? words.bars.short(words.figures.points(figure(missing), points.unit)) : '';
  const { was } = card.price;
  return {
    id: card.id,
    name: card.name,
    picture: card.picture ?? '',
    initial: [...card.name][0] ?? '',
    tint: tintOf(card.id),
    price,
    was: was ? words.rewards.was(priceText(was, points, words)) : '',
    tag,
    tone,
    short,
    gone: card.bar?.code === 'soldOut',
    spoken: words.rewards.spoken(card.name, price, [tag, short].filter(Boolean).join(words.card.comma)),
  };
}
