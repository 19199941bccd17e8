/** Rewards and coupon templates written short: what is not said is as most have it. */
import type { Reward } from '../rewards';
import type { CouponTemplate } from '../templates';

type Named = '_id' | 'name' | 'kind' | 'category';
export type RewardSketch = Pick<Reward, Named> &
  Partial<Omit<Reward, Named | 'price' | 'terms'>> & {
    points: number;
    /** Beside the points, fen. */
    cashFen?: number;
    terms?: Partial<Reward['terms']>;
    /** Units; absent: there are always more. */
    made?: number;
  };

export interface StockedReward {
  reward: Reward;
  /** Units to begin with; null: they are not counted. */
  made: number | null;
}

const OPEN_TO_ALL: Reward['terms'] = { tiers: [], exclusive: false, streak: 0, right: null, tags: [] };
/** Days in which something is collected. */
const COLLECT_DAYS = 30;

/** In the order given. */
export function rewardsOf(sketches: readonly RewardSketch[]): StockedReward[] {
  return sketches.map(({ points, cashFen = 0, terms, made, ...sketch }, index) => {
    const order = (index + 1) * 10;
    const isCoupon = sketch.kind === 'coupon';
    const reward: Reward = {
      shape: 1,
      version: 1,
      state: 'on',
      order,
      rank: order,
      featured: false,
      summary: '',
      pictures: [],
      detail: [],
      worthFen: 0,
      price: { points, cashFen },
      discounts: [],
      window: { from: null, until: null },
      terms: { ...OPEN_TO_ALL, ...terms },
      limit: null,
      counted: made !== undefined,
      ways: isCoupon ? [] : ['pickup'],
      stores: [],
      collectDays: isCoupon ? 0 : COLLECT_DAYS,
      coupon: null,
      ...sketch,
    };
    return { reward, made: made ?? null };
  });
}

type TemplateSketch = Pick<CouponTemplate, 'code' | 'name' | 'value'> &
  Partial<Omit<CouponTemplate, 'code' | 'name' | 'value' | 'validity'>> & {
    /** Days it is good for, the day of the grant included. */
    days: number;
  };

export function templateOf({ days, ...sketch }: TemplateSketch): CouponTemplate {
  return {
    validity: { kind: 'relative', afterDays: 0, days },
    channels: [],
    stores: [],
    categories: [],
    stacking: null,
    claim: null,
    note: '',
    pool: false,
    state: 'on',
    ...sketch,
  };
}

/** So many yuan off an order of at least so many. */
export function yuanOff(yuan: number, from: number): CouponTemplate['value'] {
  return { kind: 'amount', fen: yuan * 100, thresholdFen: from * 100 };
}
