export type { GrowthDay, Ladder, Standing, TierState } from './state';
export { type Right, rightSchema, type Tier, type Tiers, tierSchema, tiersSchema } from './tier';
