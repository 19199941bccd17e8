import type { PresetCode } from '../programme';
import { beauty } from './beauty';
import type { Catalogue } from './catalogue';
import { convenience } from './convenience';
import { motherBaby } from './mother-baby';
import { restaurant } from './restaurant';

export type { Catalogue } from './catalogue';
export { installCatalogue } from './install';
export { presetsOf, usePreset } from './preset';
export { type RewardSketch, rewardsOf, type StockedReward, templateOf, yuanOff } from './sketch';

/** Of each preset of the programme. */
export const catalogues: Record<PresetCode, Catalogue> = { restaurant, beauty, convenience, motherBaby };
