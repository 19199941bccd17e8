export type { Redemption } from './redemption';
export { PERIODS, QUANTITY_MAX, type Reward, rewardSchema } from './reward';
