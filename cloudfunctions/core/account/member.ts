import type { EarnedRight } from '../../../typings/api/shopper';
import type { DayKey, EpochMs, MonthDay, MonthKey, Points } from '../../../typings/domain';
import type { CheckInState } from '../checkin';
import type { Counter } from '../limits';
import type { LastNotice } from '../messaging';
import type { TierState } from '../tiers';
import type { Entry } from './entry';
import type { Lot } from './window';

/** What the rules work on and a commit may change. */
export interface MemberState {
  state: 'active' | 'frozen' | 'closed' | 'merged';
  lots: Lot[];
  /** Sum of the growth of all entries. */
  growth: number;
  tier: TierState;
  /** Last day of which points have been booked out as expired; only grows (see `expiry.ts`). */
  lastExpiry: DayKey | null;
  /** Sums of the month of the last entry. */
  month: { key: MonthKey; in: Points; out: Points };
  /** Last day signed in time. It only grows: it is what proves a check-in's key known, and a repair must not touch it. */
  lastCheckIn: DayKey | null;
  checkIn: CheckInState;
  rights: EarnedRight[];
  /** How often something limited per member was taken; each is dropped when its period is over. */
  counters: Counter[];
  profile: Profile;
  /** The nickname waits to be checked again; null when the timer has nothing to ask. */
  nameCheck: NameCheck | null;
  /** Set once by the member, changed only by staff. */
  birthday: MonthDay | null;
  /** Calendar year of the last birthday grant; it only grows and proves the key `birthday:<year>` known. */
  lastBirthday: number | null;
  /** `ref` of the order that counts as the first; null before it, and again when it was refunded wholly. */
  firstOrder: string | null;
  /** Last lot end of which the member was told; only grows. */
  lastExpiring: DayKey | null;
  /** Members that became one with this one: their ledger rows belong to this person. */
  aliases: string[];
  /** The member this one has become: with the state 'merged', and null again only if that one could not take it. */
  mergedInto: string | null;
  /** Has a phone number among its identities. */
  phoneBound: boolean;
  /** Step of the last member code that was used for spending; only grows. */
  lastCodeStep: number;
  /** Since when the member wants to leave, and when the account is closed; absent or null: they do not. */
  closing?: Closing | null;
}

export interface Closing {
  at: EpochMs;
  until: EpochMs;
}

export interface Profile {
  nickname: string | null;
  /** cloud:// file id */
  avatar: string | null;
  /** The nickname has not been checked: WeChat could not be asked when it was set, nor since. */
  unchecked: boolean;
  /** Pictures they had before, which are deleted with the account; absent: none. */
  former?: string[];
}

export interface NameCheck {
  /** Key of the entry that set the name. */
  of: string;
  /** When the timer asks next. */
  at: EpochMs;
  /** How often the timer has asked and got no verdict. */
  tries: number;
}

export interface Consent {
  termsVersion: string;
  privacyVersion: string;
  at: EpochMs;
}

/** The member document: the aggregate that a commit replaces as one. */
export interface Member extends MemberState {
  shape: 2;
  /** Random; never the openid. */
  _id: string;
  /** The only place where it stands; cleared by the entry that closes the account. */
  openid: string | null;
  /** 12 digits, the last a check digit. */
  number: string;
  joinedAt: EpochMs;
  /** Member id of who invited this one: set while joining, never changed. */
  inviter: string | null;
  joinedOn: DayKey;
  /** Absent for a member made by a partner, until somebody claims it. */
  consent: Consent | null;
  balance: Points;
  /** Grows by one with every commit, never set back, never reused. */
  rev: number;
  /** Number of the last entry. */
  seq: number;
  /** Highest number ever trimmed from the journal. */
  floor: number;
  /** Hash of the last entry. */
  head: string;
  /** Entries whose delivery is not yet known: `e17` -> entry 17. */
  journal: Record<string, Entry>;
  /** First day on which time alone makes something due (see clockwork.ts); indexed. */
  wake: DayKey;
  /** Notices born so far that are due, and the newest of them. */
  noticed: number;
  lastNotice: LastNotice | null;
  /** Of `noticed`, how many had been born when the inbox was last looked at. Written outside of commits: it moves nothing. */
  noticesSeen: number;
  /** By which the shop tells members apart; absent, none. Written outside of commits, under `tagsRev`: they are the shop's. */
  tags?: string[];
  tagsRev?: number;
  /** When the sweeper shall look; absent when the journal is empty. */
  due?: EpochMs;
}

export function journalOf(member: Pick<Member, 'journal'>): Entry[] {
  return Object.values(member.journal).sort((a, b) => a.seq - b.seq);
}

export function inJournal(member: Pick<Member, 'journal'>, key: string): Entry | undefined {
  return Object.values(member.journal).find((entry) => entry.key === key);
}

export function slot(seq: number): string {
  return `e${seq}`;
}
