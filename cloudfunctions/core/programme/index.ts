export { defaultProgramme } from './defaults';
export { type CheckInProgramme, type Milestone, type Programme, programmeSchema } from './programme';
export { lastDayOfPoints, programmeGuide } from './rules';
