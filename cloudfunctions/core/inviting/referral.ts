/** Who invited whom, as it is stored: born with the newcomer's first entry, then its own arbiter. */
import type { InvitedBy } from '../../../typings/api/friends';
import type { CaseReasonArgs } from '../../../typings/codes';
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Reward } from './terms';

/** What an identity keeps of an invitation. */
export interface Invited {
  inviterId: string;
  by: InvitedBy;
  /** Keyed hashes of the network address and of the UnionID, when WeChat tells them. */
  address: string | null;
  union: string | null;
}

export type CaseReason = {
  [Code in keyof CaseReasonArgs]: { code: Code; args: CaseReasonArgs[Code] };
}[keyof CaseReasonArgs];

/** How far a reward has come. 'granted' is decided and on its way: it is rolled forward, never back. */
export type StageState = 'waiting' | 'review' | 'granted' | 'paid' | 'limited' | 'refused' | 'lapsed' | 'none';

export interface Stage {
  state: StageState;
  /** As promised when the friend joined. */
  reward: Reward;
  /** Of 'limited': which limit. */
  limit: 'dayLimit' | 'campaignLimit' | 'budget' | 'account' | null;
  /** Day on which it becomes due, when known; of a paid one the day of payment. */
  day: DayKey | null;
  /** Of the first order: which one. */
  ref: string | null;
  reasons: CaseReason[];
  /** Staff member who decided. */
  decidedBy: string | null;
}

export interface Referral {
  /** The friend's member id. */
  _id: string;
  shape: 1;
  /** Grows by one with every change: each is made on what was read, or not at all. */
  rev: number;
  inviterId: string;
  by: InvitedBy;
  at: EpochMs;
  joinedOn: DayKey;
  address: string | null;
  union: string | null;
  /** WeChat's risk rank of the friend when they joined, 0 to 4; 'unknown' until WeChat has told it, 'off' when not asked. */
  risk: number | 'unknown' | 'off';
  /** Code of the campaign whose limits it falls under, and the programme that promised. */
  campaign: string;
  programmeVersion: number;
  /** Least amount of the first order, fen, and the last day on which it may be paid. */
  minimumFen: number;
  orderUntil: DayKey;
  registered: Stage;
  firstOrder: Stage;
  /** When the timer looks next; null when nothing is left to do. */
  look: EpochMs | null;
  /** Since when somebody must look at it; null when nobody must. Indexed. */
  case: EpochMs | null;
}

/** An order of an invited friend that may be the first to stand: `<friend>:<digest of its ref and event>`. */
export interface FriendOrder {
  _id: string;
  shape: 1;
  friendId: string;
  ref: string;
  /** When the timer looks next: at once, then when its return window is over; null when it says nothing any more. */
  look: EpochMs | null;
}
