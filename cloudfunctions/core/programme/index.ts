export { assistGuide } from './assist-guide';
export { bannerOf } from './banner';
export { type Checked, checkProgramme } from './check';
export { defaultProgramme } from './defaults';
export {
  discardDraft,
  keepDraft,
  lastChanges,
  problemsOf,
  programmeForms,
  programmeView,
  publishDraft,
  refusedFor,
} from './editing';
export {
  checkInRuleRows,
  daysGuide,
  earningGuide,
  type GuideNames,
  grantRows,
  namesOf,
  orderRateRows,
  pointsGuide,
  tiersGuide,
  welcomeRows,
} from './guide';
export type { Editor } from './moving';
export { draftFrom, drawable } from './outline';
export { type PresetCode, type ProgrammeRules, presets } from './presets';
export type { Problem } from './problem';
export { type CheckInProgramme, type Milestone, type Programme, programmeSchema } from './programme';
export {
  checkDraft,
  draftOf,
  type Published,
  type PublishedProgramme,
  publish,
  publishRules,
  readProgramme,
  type Saved,
  saveDraft,
} from './publish';
export { couponsTold, referralConditions, referralGuide } from './referral-guide';
export { lastDayOfPoints } from './rules';
export { type ProgrammeDocument, programmeDocument, type Version } from './stored';
export { templatesNamed } from './template-problems';
