import type { CouponTemplate } from '../templates';
import type { StockedReward } from './sketch';

/** What a shop of some trade gives for points, to begin with. The merchant changes it as they like. */
export interface Catalogue {
  categories: { code: string; name: string }[];
  templates: CouponTemplate[];
  rewards: StockedReward[];
}
