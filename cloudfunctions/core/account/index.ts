export { checkBooks } from './books';
export type { Command, Executed } from './command';
export {
  type Birth,
  type Credit,
  type Entry,
  type Fact,
  genesis,
  type Origin,
  printOf,
  type Row,
  sealed,
} from './entry';
export { factsBefore, factsOfRef, factUnder } from './history';
export { balanceOf, endingNext, gain, type Lot, type Moved, pending, spend, spendable } from './lots';
export {
  type Consent,
  inJournal,
  journalOf,
  type Member,
  type MemberState,
  type NameCheck,
  type Profile,
} from './member';
export { type Draft, type Posting, prepare, type Stamp } from './posting';
export { execute } from './room';
export { type Swept, sweep } from './sweep';
