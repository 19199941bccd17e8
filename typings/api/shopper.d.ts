/** Contract of the function `shopper`: action -> payload and data. Every view is complete for the page that shows it. */
import type { NoticeArgs } from '../codes';
import type {
  Because,
  Channel,
  DayKey,
  EntryKind,
  EpochMs,
  Fen,
  ModuleName,
  MonthDay,
  MonthKey,
  Points,
} from '../domain';
import type { AccountActions } from './account';
import type { CouponActions } from './coupons';
import type { FriendActions, InviteInput, VisitActions } from './friends';
import type { MallActions } from './mall';
import type { MessageActions, MessageKind } from './messages';

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
  /** Template ids of the messages that can be asked for. */
  messages: Partial<Record<MessageKind, string>>;
  /** Whom to ask: WeChat's own customer service, or WeCom's; null: by phone alone. */
  service: { kind: 'wechat' } | { kind: 'wecom'; corpId: string; url: string } | null;
  /** A group's or an adviser's picture with a code, pressed long to be scanned; cloud:// file id. */
  group: { title: string; text: string; picture: string } | null;
  /** Show the Official Account's card where a code was scanned. */
  officialAccount: boolean;
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
  /**
   * Number of the last ledger entry. A phone begins the key of a tap with it and '-': the server then knows by the journal
   * alone whether it has seen the key.
   */
  seq: number;
  nickname: string | null;
  /** cloud:// file id */
  avatar: string | null;
  joinedOn: DayKey;
  tier: TierView;
  progress: ProgressView;
  /** Set once by the member, changed only by staff. */
  birthday: MonthDay | null;
  /** A phone number is bound: purchases made under it belong to this member. */
  phoneBound: boolean;
  points: {
    available: Points;
    pending: Points;
    /** Owed after a refund of points that were already spent; the next points pay it off. 0 when nothing is owed. */
    debt: Points;
    /** What ends next, if anything ends within 60 days. */
    expiring: { points: Points; lastDay: DayKey } | null;
    /** Sum of gains of the running month. */
    monthIn: Points;
  };
  /** Rights earned by streaks and not yet used, e.g. 'streak30'. */
  rights: EarnedRight[];
}

export interface TierView {
  code: string;
  name: string;
  material: Material;
  /** cloud:// file id; null: the drawn icon of the material. */
  icon: string | null;
  /** 0 for the first tier. */
  rank: number;
}

/** How a member stands between the tiers. Growth is a whole number; `missingFen` is the spending that would bring it. */
export interface ProgressView {
  /** Growth that counts towards the next tier. */
  growth: number;
  /** Part of it that a return could still take back. */
  provisional: number;
  /** Growth at which the own tier begins: the left end of the bar. */
  floor: number;
  next: { tier: TierView; at: number; missing: number; missingFen: Fen } | null;
  /** Every tier's threshold. */
  ticks: { name: string; at: number }[];
  /** Last day of the tier's period; null when it never ends. */
  until: DayKey | null;
  /**
   * What keeping the tier for another period still takes; null when it is kept anyway. `urgent` within the warning period
   * and in the days of grace; the tier then falls to `fallsTo` after `lastDay`.
   */
  keep: { missing: number; missingFen: Fen; lastDay: DayKey; fallsTo: string; urgent: boolean } | null;
}

/** A right of a tier; `code` names the sentence in the phone's words (RightArgs in codes.d.ts). */
export interface RightView {
  code: string;
  args: Record<string, string | number>;
}

export interface TierCardView extends TierView {
  /** Growth that reaches it, and growth in a period that keeps it. */
  from: number;
  keep: number;
  gift: Points;
  rights: RightView[];
  state: 'passed' | 'own' | 'ahead';
}

export interface TiersView extends ServerTime {
  tiers: TierCardView[];
  /** Null, like `progress`, for who has not joined: every tier is then ahead. */
  own: TierView | null;
  progress: ProgressView | null;
  /** Newest first, at most 20. */
  history: { id: string; day: DayKey; kind: EntryKind; growth: number }[];
  rules: GuideRow[];
}

export interface PointsView extends ServerTime {
  available: Points;
  debt: Points;
  /** Earliest first; `from` is null while the order has not been completed and no day is known. */
  pending: { points: Points; from: DayKey | null }[];
  /** Spendable points by the month with which they end, earliest first. */
  expiring: { points: Points; lastDay: DayKey }[];
  rules: GuideRow[];
}

export interface GuideView extends ServerTime {
  sections: { code: 'checkin' | 'earning' | 'days' | 'tiers' | 'points'; rows: GuideRow[] }[];
}

/** A member day or campaign: shown from three days before to its end. */
export interface BannerView {
  /** Code of the rule. */
  code: string;
  name: string;
  startsAt: EpochMs;
  /** First instant after it. */
  endsAt: EpochMs;
  active: boolean;
  rows: GuideRow[];
}

export interface NoticeView {
  id: string;
  kind: keyof NoticeArgs;
  facts: Record<string, string | number>;
  at: EpochMs;
  day: DayKey;
  /** 'HH:mm' */
  time: string;
  unread: boolean;
}

export interface InboxInput {
  cursor?: string;
  /** 1 to 50, 20 when absent. */
  limit?: number;
}

export interface InboxView extends ServerTime {
  notices: NoticeView[];
  nextCursor: string | null;
}

export interface CodesView {
  now: EpochMs;
  /** Member number, shown when no code is valid any more. */
  number: string;
  /** Ten, one after the other; each 18 digits, valid in [from, until). */
  codes: { code: string; from: EpochMs; until: EpochMs }[];
}

export interface BirthdayInput {
  day: MonthDay;
}

export interface ClaimPhoneInput {
  /** `event.detail.code` of the phone-number button; the number itself never passes the phone. */
  code: string;
}

export interface ClaimedView extends ServerTime {
  /** What an earlier membership under this number has brought along; null when there was none. */
  merged: { points: Points; growth: number } | null;
  member: MemberView;
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
  /** The running or next member day, if it is at most three days away. */
  banner: BannerView | null;
  /** `latest` is the newest unread notice. */
  inbox: { unread: number; latest: NoticeView | null };
  guide: GuideRow[];
}

export interface JoinInput {
  /** Version of the terms and of the privacy text the person was shown. */
  termsVersion: string;
  privacyVersion: string;
  /** Who invites. It counts at joining alone, and once. INVITE_UNKNOWN when there is no such code. */
  invite?: InviteInput;
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
  growth: number;
  channel: Channel;
  /** Name of the store, when it is not the only one; '' otherwise. */
  store: string;
  /** First day on which these points can be spent, when they wait for a return window. */
  from: DayKey | null;
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
export interface ShopperActions
  extends MallActions,
    CouponActions,
    FriendActions,
    VisitActions,
    MessageActions,
    AccountActions {
  'member.home': [Record<string, never>, HomeView];
  'member.join': [JoinInput, HomeView];
  'member.updateProfile': [ProfileInput, MemberView];
  'checkin.signIn': [SignInInput, SignedView];
  'checkin.makeUp': [MakeUpInput, SignedView];
  'checkin.calendar': [CalendarInput, CalendarView];
  'points.history': [HistoryInput, HistoryView];
  'points.view': [Record<string, never>, PointsView];
  'tiers.view': [Record<string, never>, TiersView];
  'guide.view': [Record<string, never>, GuideView];
  'inbox.list': [InboxInput, InboxView];
  /** Everything up to now counts as read. */
  'inbox.seen': [Record<string, never>, { unread: number }];
  'member.codes': [Record<string, never>, CodesView];
  'member.setBirthday': [BirthdayInput, MemberView];
  'member.claimPhone': [ClaimPhoneInput, ClaimedView];
}
