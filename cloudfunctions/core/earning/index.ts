export {
  CAP_MAX,
  type Condition,
  type Earning,
  type EarningRule,
  earningSchema,
  type Give,
  RULES_MAX,
} from './earning';
export { evaluate, holds } from './evaluate';
export type { Earned, EarningEvent, Occasion } from './event';
export { conditionForms, giveForms, type KindForm } from './form';
export type { Names } from './kind';
export { conditionOf, giveOf, standardKinds } from './kinds';
export { isOfDays, nextOccurrence, type Occurrence, runsOn } from './occurrence';
export { phrasesOf } from './phrase';
