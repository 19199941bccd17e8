export type { Hold, Take } from '../stock';
export { type Book, checkBook, checkBooks } from './books';
export { FriendBooks, type Promised } from './books-friends';
export { StockBooks, type StockChecked } from './books-stock';
export { against, type Chain, type Claim, walk } from './chain';
export { type Clawed, claw, restore, rewindow } from './claw';
export { type Clockwork, type Due, FAR_DAY } from './clockwork';
export type { Command, Executed } from './command';
export { debtOf, debtPaid } from './debt';
export { upToDate } from './due';
export {
  type Birth,
  type Carry,
  CLOSED_KEY,
  type Credit,
  type Entry,
  type Fact,
  genesis,
  type Origin,
  printOf,
  type Row,
  sealed,
} from './entry';
export { bookExpiry, nextExpiry } from './expiry';
export { factsBefore, factsOfGrowth, factsOfRef, factUnder, formerly } from './history';
export { balanceOf, gain, pending, spend, spendable } from './lots';
export {
  type Closing,
  type Consent,
  inJournal,
  journalOf,
  type Member,
  type MemberState,
  type NameCheck,
  type Profile,
} from './member';
export { follow, type Merger, merge } from './merge';
export { endingByMonth, endingNext, pendingByDay } from './outlook';
export { type Draft, type Posting, prepare, type Stamp, type Timekeeping } from './posting';
export { execute } from './room';
export { rest, type Settled, settle, settleAll } from './settle';
export { type Swept, sweep } from './sweep';
export { type HoldsSwept, sweepHolds } from './sweep-holds';
export { tapKey } from './tap-key';
export { findMemberById, memberOf, type StoredMember } from './upgrade';
export type { Lot, Moved, Window } from './window';
