/** Contract of the function `shopper`: action -> payload and data. Every view is complete for the page that shows it. */
import type { Because, DayKey, EntryKind, EpochMs, ModuleName, MonthKey, Points } from '../domain';

/** The server's clock; the phone never computes days itself. */
export interface ServerTime {
  now: EpochMs;
  today: DayKey;
}

/** Values of CSS variables, e.g. { '--brand': '#C53F2B' }. */
export type ColourTokens = Record<string, string>;

export interface ShopView {
  name: string;
  /** One character for the drawn logo, used while there is no picture. */
  initial: string;
  logo: string | null;
  /** Derived from the merchant's one colour; set on each page's root. */
  colours: { light: ColourTokens; dark: ColourTokens };
  modules: Record<ModuleName, boolean>;
  points: { name: string; unit: string };
  hours: string;
  address: string;
  phone: string;
  terms: { version: string; paragraphs: Paragraph[] };
  privacy: { version: string; paragraphs: Paragraph[] };
}

export interface Paragraph {
  heading: string;
  text: string;
}

export type Material = 'paper' | 'bronze' | 'silver' | 'gold' | 'jade' | 'rose' | 'night' | 'black';

export interface MemberView {
  /** 12 digits, the last a check digit; shown in groups of four. */
  number: string;
  nickname: string | null;
  /** cloud:// file id */
  avatar: string | null;
  joinedOn: DayKey;
  tier: { code: string; name: string; material: Material };
  points: {
    available: Points;
    pending: Points;
    /** What ends next, if anything ends within 60 days. */
    expiring: { points: Points; lastDay: DayKey } | null;
    /** Sum of gains of the running month. */
    monthIn: Points;
  };
  /** Rights earned by streaks and not yet used, e.g. 'streak30'. */
  rights: EarnedRight[];
}

export interface EarnedRight {
  code: string;
  /** The merchant's word for it: '连签 30 天专享礼' */
  name: string;
  earnedOn: DayKey;
}

export type DayState = 'signed' | 'madeUp' | 'missed' | 'today' | 'ahead' | 'before';

/** One cell of the strip or one day of the calendar. `before` = before joining, or outside what can be known. */
export interface CheckInDay {
  day: DayKey;
  state: DayState;
  /**
   * Earned on a signed day, to be earned on today or a day ahead, streak bonus included. Of a missed day that can be filled:
   * what filling it now would bring, milestones that the mended streak reaches included. 0 otherwise.
   */
  points: Points;
  /** A streak bonus or right falls on this day. */
  gift: boolean;
  /** This missed day can be filled with a make-up card now. */
  fillable: boolean;
}

export interface NextGift {
  /** Length of the streak that brings it: 7, 30. */
  streak: number;
  /** Days of check-in still to go. */
  inDays: number;
  points: Points;
  /** Name of the right, when the gift is one. */
  right: string | null;
}

export interface CheckInView {
  signedToday: boolean;
  /** Days in a row, up to today if signed, else up to yesterday. */
  streak: number;
  /**
   * Seven cells; the first is the first day of the running streak (of its current week of seven). While a make-up card can
   * mend a broken streak, the strip begins in that streak instead, so that the missed day can be tapped.
   */
  strip: CheckInDay[];
  /** What signing brings today (if not signed) or tomorrow (if signed). */
  nextPoints: Points;
  nextGift: NextGift | null;
  makeUp: { left: number; perMonth: number };
}

/** A row of 怎样赚积分; `code` names the sentence in the phone's words (all in codes.d.ts). */
export interface GuideRow {
  code: string;
  args: Record<string, string | number>;
}

export interface HomeView extends ServerTime {
  shop: ShopView;
  member: MemberView | null;
  checkin: CheckInView | null;
  guide: GuideRow[];
}

export interface JoinInput {
  /** Version of the terms and of the privacy text the person was shown. */
  termsVersion: string;
  privacyVersion: string;
}

export interface ProfileInput {
  /** 1 to 16 characters, one of them visible. Spaces around it and zero-width marks in it are taken away; controls are refused. */
  nickname?: string;
  /** cloud:// file id of a picture uploaded to `avatars/<member number>/<any name>`; any other place is refused. */
  avatar?: string;
}

export interface SignInInput {
  /** The day the phone showed. Compared with the server's, never believed: another day answers DAY_CHANGED. */
  day?: DayKey;
}

export interface MakeUpInput {
  /** The missed day to fill. */
  day: DayKey;
}

/** Result of signing in or making up. */
export interface SignedView extends ServerTime {
  /** True when this day had been signed before; the rest is then the first result again. */
  repeated: boolean;
  earned: Points;
  because: Because[];
  /** Streak milestone reached with this check-in, else null. */
  gift: { streak: number; points: Points; right: string | null } | null;
  member: MemberView;
  checkin: CheckInView;
}

export interface CalendarInput {
  /** Running month when absent; at most 24 months back, never ahead. */
  month?: MonthKey;
}

export interface CalendarView extends ServerTime {
  month: MonthKey;
  previous: MonthKey | null;
  next: MonthKey | null;
  /** Weekday of the first day, 1 = Monday … 7 = Sunday. */
  firstWeekday: number;
  days: CheckInDay[];
  streak: number;
  signedToday: boolean;
  /** Check-ins of this month, made-up days included. */
  signedDays: number;
  gifts: NextGift[];
  makeUp: { left: number; perMonth: number; windowDays: number };
  rules: GuideRow[];
}

export interface HistoryInput {
  /** From the previous page; absent for the newest. */
  cursor?: string;
  /** 1 to 50, 20 when absent. */
  limit?: number;
}

export interface EntryView {
  id: string;
  kind: EntryKind;
  day: DayKey;
  /** 'HH:mm' in the programme's zone */
  time: string;
  month: MonthKey;
  points: Points;
  balanceAfter: Points;
  because: Because[];
  programmeVersion: number;
  /** Last day on which these points can be spent, null for spends. */
  lastDay: DayKey | null;
  /** Sums of the month up to and including this entry; the newest entry of a month therefore carries the month's sums. */
  monthIn: Points;
  monthOut: Points;
}

export interface HistoryView extends ServerTime {
  entries: EntryView[];
  nextCursor: string | null;
}

/** Action name -> [payload, data]. */
export interface ShopperActions {
  'member.home': [Record<string, never>, HomeView];
  'member.join': [JoinInput, HomeView];
  'member.updateProfile': [ProfileInput, MemberView];
  'checkin.signIn': [SignInInput, SignedView];
  'checkin.makeUp': [MakeUpInput, SignedView];
  'checkin.calendar': [CalendarInput, CalendarView];
  'points.history': [HistoryInput, HistoryView];
}
