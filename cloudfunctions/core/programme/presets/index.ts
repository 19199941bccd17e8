import { beauty } from './beauty';
import { convenience } from './convenience';
import { motherBaby } from './mother-baby';
import type { ProgrammeRules } from './parts';
import { restaurant } from './restaurant';

export type { ProgrammeRules } from './parts';

export const presets = { restaurant, beauty, convenience, motherBaby } satisfies Record<string, ProgrammeRules>;
export type PresetCode = keyof typeof presets;
