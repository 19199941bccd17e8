/** Contract of what members may know of their data, take along and end: part of the function `shopper`. */
import type { DayKey, EpochMs, Fen, MonthDay, Points } from '../domain';
import type { CouponView } from './coupons';
import type { InvitedBy, StageView } from './friends';
import type { PaymentState, RedemptionView, Way } from './mall';
import type { MessageKind } from './messages';
import type { EarnedRight, EntryView, NoticeView, ServerTime, TierView } from './shopper';

/** Closing one's account: what it would cost, what is in the way, and whether it has been asked for. */
export interface ClosingView extends ServerTime {
  /** Of the member, as MemberView has it: a phone begins the key of a tap with it. */
  seq: number;
  /**
   * 'waiting': everything goes on, and staying takes one tap; the account is closed at the first tick after `until`, `day`
   * in the shop's own zone.
   */
  state: { is: 'open' } | { is: 'waiting'; until: EpochMs; day: DayKey };
  /** How long the waiting lasts, days. */
  days: number;
  lost: LostView;
  /** Has to be brought to an end first; while there is any, asking is refused with CLOSING_OPEN. Oldest first, at most 20. */
  open: OpenView[];
  /** Works in the shop: that is another thing, and stays. */
  staff: boolean;
}

/** What goes with the account, as of now. It cannot be had back. */
export interface LostView {
  number: string;
  points: Points;
  /** Not yet spendable. */
  waiting: Points;
  /** Owed after a refund; it is waived. */
  debt: Points;
  /** Usable, or usable later. */
  coupons: number;
  tier: TierView;
  growth: number;
  /** Days signed in a row, up to today or yesterday; 0 when there is no such run. */
  streak: number;
  rights: EarnedRight[];
}

/** Waits to be handed over, to be shipped or to be given back; for money; for a till that has set points aside. */
export type OpenView =
  | { what: 'redemption'; id: string; name: string; day: DayKey; way: Way }
  | { what: 'payment'; trade: string; name: string; day: DayKey; cashFen: Fen }
  | { what: 'deduction'; day: DayKey; points: Points };

/** Ground of keeping something, by the law on personal information (个人信息保护法) article 13: 合同, 同意, 法定义务. */
export type Ground = 'contract' | 'consent' | 'law';

/** What is kept, named by the phone's words. Groups in the order in which they are shown. */
export type KeptGroup = 'you' | 'account' | 'taken' | 'told' | 'friends' | 'shop' | 'safety';
export type KeptCode =
  | 'openid'
  | 'phone'
  | 'card'
  | 'profile'
  | 'birthday'
  | 'agreed'
  | 'membership'
  | 'ledger'
  | 'orders'
  | 'activity'
  | 'coupons'
  | 'redemptions'
  | 'address'
  | 'payments'
  | 'notices'
  | 'consents'
  | 'friends'
  | 'tags'
  | 'served'
  | 'lists'
  | 'staff'
  | 'origin'
  | 'limits';

export interface KeptRow {
  code: KeptCode;
  group: KeptGroup;
  ground: Ground;
  /** How long, days; null: as long as one is a member. */
  days: number | null;
  /** When the account is closed: erased, or kept under the member number alone. */
  closing: 'erased' | 'kept';
}

/** A private interface of WeChat, asked for in the moment it is needed. */
export interface PermissionRow {
  code: PermissionCode;
  /** Only the staff are asked. */
  staff: boolean;
}
export type PermissionCode =
  | 'phoneNumber'
  | 'picture'
  | 'nickname'
  | 'address'
  | 'clipboard'
  | 'album'
  | 'photographs'
  | 'files';

/** The same for everybody; who has not joined may read it too. */
export interface KeptView extends ServerTime {
  rows: KeptRow[];
  permissions: PermissionRow[];
}

/** One's own data, by sections; several parts of one section come one after the other. */
export type CopyPart =
  | { section: 'about'; about: AboutView }
  | { section: 'entries'; rows: EntryView[] }
  | { section: 'coupons'; rows: CouponView[] }
  | { section: 'redemptions'; rows: RedemptionView[] }
  | { section: 'payments'; rows: CopiedPayment[] }
  | { section: 'notices'; rows: NoticeView[] }
  | { section: 'consents'; rows: CopiedConsent[] }
  | { section: 'friends'; rows: CopiedFriend[] }
  | { section: 'assists'; rows: CopiedAssist[] };
export type CopySection = CopyPart['section'];

export interface AboutView {
  number: string;
  nickname: string | null;
  avatar: boolean;
  joinedOn: DayKey;
  birthday: MonthDay | null;
  /** By what one is recognised; the shop has phone and card numbers as keyed digests only and cannot read them. */
  identities: { kind: 'openid' | 'number' | 'phone' | 'card' | 'invite'; day: DayKey }[];
  agreed: { termsVersion: string; privacyVersion: string; day: DayKey } | null;
  invitedBy: InvitedBy | null;
  tier: string;
  growth: number;
  points: { available: Points; waiting: Points; debt: Points };
  streak: number;
  rights: EarnedRight[];
  /** What the shop calls one by: '老顾客'. */
  tags: string[];
}

export interface CopiedPayment {
  trade: string;
  day: DayKey;
  time: string;
  name: string;
  cashFen: Fen;
  state: PaymentState;
}

export interface CopiedConsent {
  kind: MessageKind;
  day: DayKey;
  state: 'open' | 'used' | 'void';
}

/** Without the friends' names: those are theirs. */
export interface CopiedFriend {
  day: DayKey;
  by: InvitedBy;
  stages: Pick<StageView, 'stage' | 'state' | 'day'>[];
}

/** Help that one has asked friends for. */
export interface CopiedAssist {
  day: DayKey;
  name: string;
  helpers: number;
  needed: number;
  state: 'open' | 'full' | 'review' | 'granted' | 'paid' | 'refused' | 'over';
}

export interface CopyView extends ServerTime {
  part: CopyPart;
  /** Of how many sections, and which this is, from 0: how far it has come. */
  section: { index: number; count: number };
  nextCursor: string | null;
}

export type AccountActions = {
  'account.kept': [Record<string, never>, KeptView];
  /** A part of at most 500 KB. A copy is begun at most five times a day; COPY_LIMIT then. */
  'account.copy': [{ cursor?: string }, CopyView];
  'account.closing': [Record<string, never>, ClosingView];
  /** Begins the waiting; asked again while waiting, it changes nothing. Refuses with CLOSING_OPEN {redemptions, payments, deductions}. */
  'account.close': [Record<string, never>, ClosingView];
  /** Ends the waiting; for who is not waiting it changes nothing. */
  'account.stay': [Record<string, never>, ClosingView];
};
