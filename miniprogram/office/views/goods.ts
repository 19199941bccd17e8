/** Rewards as rows of the staff's list. Pure. */
import type { RewardRow } from '../../../typings/api/catalogue';
import type { RewardCardView } from '../../../typings/api/mall';
import type { EpochMs, Fen, Points } from '../../../typings/domain';
import { figure } from '../../views/figures';
import { priceText, tintOf } from '../../views/reward';
import type { PointsWords, Words } from '../../words/index';
import type { CatalogueWords } from '../words/catalogue/zh-Hans';
import type { RewardForm } from './reward-form';

export interface GoodsRow {
  id: string;
  name: string;
  picture: string;
  initial: string;
  tint: number;
  price: string;
  stock: string;
  tag: string;
  tone: 'ok' | 'low' | 'shut' | 'plain';
  spoken: string;
}

/** So few that more should be ordered. */
const LOW = 5;

function tagOf(row: RewardRow, now: EpochMs, { goods }: CatalogueWords): Pick<GoodsRow, 'tag' | 'tone'> {
  const { state, stock, window, featured } = row;
  if (state === 'off') return { tag: goods.off, tone: 'shut' };
  if (window.until !== null && window.until <= now) return { tag: goods.over, tone: 'shut' };
  if (stock?.left === 0) return { tag: goods.none, tone: 'low' };
  if (window.from !== null && window.from > now) return { tag: goods.soon, tone: 'plain' };
  if (stock && stock.left <= LOW) return { tag: goods.low, tone: 'low' };
  return featured ? { tag: goods.featured, tone: 'ok' } : { tag: '', tone: 'plain' };
}

export function stockText({ stock }: Pick<RewardRow, 'stock'>, { goods }: CatalogueWords): string {
  if (!stock) return goods.endless;
  const [left, made] = [figure(stock.left), figure(stock.made)];
  return stock.onHold > 0 ? goods.leftHeld(left, figure(stock.onHold)) : goods.left(left, made);
}

export function goodsRow(
  row: RewardRow,
  now: EpochMs,
  points: PointsWords,
  words: Words,
  own: CatalogueWords,
): GoodsRow {
  const { id, name, picture } = row;
  const price = priceText(row.price, points, words);
  const { tag, tone } = tagOf(row, now, own);
  const stock = stockText(row, own);
  return {
    id,
    name,
    picture: picture ?? '',
    initial: [...name][0] ?? '',
    tint: tintOf(id),
    price,
    stock,
    tag,
    tone,
    spoken: own.goods.spoken(name, price, [tag, stock].filter(Boolean).join(own.listed)),
  };
}

/** What the shopper will see of what is being written. A number that cannot be read yet counts as none. */
export function previewOf(form: RewardForm, left: number | null, nameless: string): RewardCardView {
  const whole = (value: unknown) => (typeof value === 'number' ? value : 0);
  return {
    id: 'preview',
    name: form.name.trim() || nameless,
    kind: form.kind,
    category: form.category,
    picture: form.pictures[0] ?? null,
    price: { points: whole(form.price.points) as Points, cashFen: whole(form.price.cashFen) as Fen, was: null },
    left: left !== null && left > 0 ? left : null,
    bar: left === 0 ? { code: 'soldOut', args: {} } : null,
  };
}
