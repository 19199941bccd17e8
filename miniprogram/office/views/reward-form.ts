/** A reward as its editor asks for it, and back: what may be absent has a switch of its own. Pure. */
import type { RewardChoices, RewardDraft, StockView } from '../../../typings/api/catalogue';
import type { Period } from '../../../typings/api/mall';
import { linesOf } from './lines';

/** What the form holds. Where a switch is off, what stands behind it is kept but not saved. */
export interface RewardForm extends Omit<RewardDraft, 'state' | 'terms' | 'limit' | 'coupon'> {
  onSale: boolean;
  terms: Omit<RewardDraft['terms'], 'right'> & { right: string };
  /** One a line; `terms.tags` is what the lines were before. */
  tagLines: string;
  limited: boolean;
  limit: { count: number; period: Period };
  coupon: { template: string; count: number };
  /** Units to begin with. */
  made: number;
}

/** In a choice, where nothing is asked for: no code of the shop looks like it. */
export const NONE = '-';

/** What the form asks beside the reward: choices of the shop, and whether units are counted already. */
export interface RewardAbout {
  choices: RewardChoices;
  stock: StockView | null;
}

const FIRST_UNITS = 10;

export function rewardForm(reward: RewardDraft): RewardForm {
  const { state, terms, limit, coupon, ...rest } = reward;
  return {
    ...rest,
    onSale: state === 'on',
    terms: { ...terms, right: terms.right ?? NONE },
    tagLines: terms.tags.join('\n'),
    limited: limit !== null,
    limit: limit ?? { count: 1, period: 'ever' },
    coupon: coupon ?? { template: '', count: 1 },
    made: FIRST_UNITS,
  };
}

/** A coupon is in the wallet at once, so there is nothing to collect; anything else brings no coupon. */
export function rewardDraft(form: RewardForm): RewardDraft {
  const { onSale, terms, tagLines, limited, limit, coupon, made: _made, ...rest } = form;
  const tags = tagLines === terms.tags.join('\n') ? terms.tags : linesOf(tagLines);
  const isCoupon = form.kind === 'coupon';
  return {
    ...rest,
    state: onSale ? 'on' : 'off',
    terms: { ...terms, tags, right: terms.right === NONE ? null : terms.right },
    limit: limited ? limit : null,
    coupon: isCoupon ? coupon : null,
    ways: isCoupon ? [] : rest.ways,
  };
}

/** Units to begin with, where they are counted and were not before; null leaves the stock as it is. */
export function unitsToBegin(form: RewardForm, stock: StockView | null): number | null {
  return form.counted && needsUnits(stock) ? form.made : null;
}

export function needsUnits(stock: StockView | null): boolean {
  return stock === null || stock.made === 0;
}
