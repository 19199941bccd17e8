export { defaultProgramme } from './defaults';
export { type PresetCode, type ProgrammeRules, presets } from './presets';
export { type CheckInProgramme, type Milestone, type Programme, programmeSchema } from './programme';
export { lastDayOfPoints } from './rules';
