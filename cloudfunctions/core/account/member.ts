import type { EarnedRight } from '../../../typings/api/shopper';
import type { DayKey, EpochMs, MonthKey, Points } from '../../../typings/domain';
import type { CheckInState } from '../checkin';
import type { Entry } from './entry';
import type { Lot } from './lots';

/** What the rules work on and a commit may change. */
export interface MemberState {
  state: 'active' | 'frozen' | 'closed' | 'merged';
  lots: Lot[];
  growth: number;
  /** Last day of which points have been booked out as expired; only grows (see `expiry.ts`). */
  lastExpiry: DayKey | null;
  /** Sums of the month of the last entry. */
  month: { key: MonthKey; in: Points; out: Points };
  /** Last day signed in time. It only grows: it is what proves a check-in's key known, and a repair must not touch it. */
  lastCheckIn: DayKey | null;
  checkIn: CheckInState;
  rights: EarnedRight[];
  profile: Profile;
  /** The nickname waits to be checked again; null when the timer has nothing to ask. */
  nameCheck: NameCheck | null;
}

export interface Profile {
  nickname: string | null;
  /** cloud:// file id */
  avatar: string | null;
  /** The nickname has not been checked: WeChat could not be asked when it was set, nor since. */
  unchecked: boolean;
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
  shape: 1;
  /** Random; never the openid. */
  _id: string;
  /** The only place where it stands; cleared on closing. */
  openid: string | null;
  /** 12 digits, the last a check digit. */
  number: string;
  joinedAt: EpochMs;
  joinedOn: DayKey;
  consent: Consent;
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
