export { addGrowth, compacted, firstTier, takeGrowth } from './growth';
export { ladderOf, ladderOn, tierOn } from './ladder';
export { mergeTiers } from './merge';
export { type Held, nextTurn, standingOn } from './standing';
export type { GrowthDay, Ladder, Standing, TierState } from './state';
export { type Right, rightSchema, type Tier, type Tiers, tierSchema, tiersSchema } from './tier';
export { nameOf, rankOf, type TierTurn, tierTurn } from './turn';
export { progressView, tierCards, tierFactor, tierIn, tierView } from './views';
