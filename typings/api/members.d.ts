/** Members, as the staff look after them: found, seen whole, put right, and what one asks for and another agrees to. */
import type { DayKey, EpochMs, Fen, MonthDay, Points } from '../domain';
import type { CouponView } from './coupons';
import type { RedemptionView } from './mall';
import type { EntryView, MemberView, ServerTime, TierView } from './shopper';

/** 'new': joined within the last seven days; 'counter': without WeChat so far. */
export type MemberFilter = 'all' | 'new' | 'frozen' | 'counter';

export interface MemberRow {
  id: string;
  /** 12 digits. */
  number: string;
  nickname: string | null;
  avatar: string | null;
  tier: TierView;
  available: Points;
  state: 'active' | 'frozen' | 'closed';
  joinedOn: DayKey;
  inWeChat: boolean;
}

export interface MembersInput {
  /** Member number, phone number, last four digits of one, or how a nickname begins. */
  text?: string;
  filter?: MemberFilter;
  cursor?: string;
}

export interface MembersView extends ServerTime {
  members: MemberRow[];
  nextCursor: string | null;
  /** What the text was taken for; null without one. */
  by: 'number' | 'phone' | 'tail' | 'nickname' | null;
  /** More have these last four digits than are shown: the whole number is needed. */
  more: boolean;
}

export interface MemberProfile extends ServerTime {
  member: MemberRow;
  inviter: { id: string; number: string; nickname: string | null } | null;
  phoneBound: boolean;
  /** That it is set; the day itself is nobody's but the member's. */
  birthdaySet: boolean;
  progress: MemberView['progress'];
  points: MemberView['points'];
  balance: Points;
  growth: number;
  streak: number;
  lastCheckIn: DayKey | null;
  tags: string[];
  /** For `members.tag`: the second of two at once is told. */
  tagsRev: number;
  /** Of their latest entries; `complete`: that is all there are. */
  totals: { orders: number; spentFen: Fen; lastOrderOn: DayKey | null; complete: boolean };
  /** Usable ones, up to 100. */
  coupons: number;
  /** Open ones, up to 100. */
  redemptions: number;
  /** So many members have become one with this one. */
  merged: number;
  /** Points that whoever asks may book in one correction by themselves. */
  alone: Points;
}

export interface TimelineView extends ServerTime {
  entries: EntryView[];
  nextCursor: string | null;
}

/** A correction that waits for, or got, somebody else's consent. */
export interface ApprovalView {
  id: string;
  member: { id: string; number: string; nickname: string | null };
  points: Points;
  reason: string;
  note: string;
  by: string;
  at: EpochMs;
  day: DayKey;
  time: string;
  /** 'agreeing': agreed to, and about to be booked; 'refused': agreed to, but the account could not take it. */
  state: 'waiting' | 'agreeing' | 'agreed' | 'declined' | 'refused';
  /** Error code of what the account said. */
  refusal: string | null;
  decidedBy: string;
  /** The caller asked for it. */
  own: boolean;
  /** The caller may decide it. */
  open: boolean;
}

export interface MergePreview extends ServerTime {
  /** Becomes one with `into` and is nobody afterwards. */
  from: MemberRow;
  into: MemberRow;
  /** What `from` brings. */
  points: Points;
  growth: number;
  coupons: number;
  redemptions: number;
}

export interface GiftTemplate {
  code: string;
  name: string;
}

interface Reasoned {
  id: string;
  /** 2 to 40 characters; the member reads it. */
  reason: string;
}

export interface MemberActions {
  'members.search': [MembersInput, MembersView];
  'members.view': [{ id: string }, MemberProfile];
  'members.timeline': [{ id: string; cursor?: string }, TimelineView];
  'members.coupons': [
    { id: string; segment: 'usable' | 'used' | 'expired'; cursor?: string },
    ServerTime & { coupons: CouponView[]; nextCursor: string | null },
  ];
  'members.redemptions': [
    { id: string; segment: 'open' | 'ended'; cursor?: string },
    ServerTime & { redemptions: RedemptionView[]; nextCursor: string | null },
  ];
  /** The self-check of one member's books: how many entries were looked at, and what is wrong, a sentence each. */
  'members.books': [{ id: string }, ServerTime & { entries: number; wrong: string[] }];
  /** More than a role may book alone waits for somebody else: then `approval` says so. */
  'members.adjust': [
    Reasoned & { points: Points; note: string },
    ServerTime & { points: Points; available: Points; approval: ApprovalView | null },
  ];
  'members.adjustStreak': [Reasoned & { days: number }, ServerTime & { from: number; to: number }];
  /** Null: the member may set it again. */
  'members.birthday': [{ id: string; birthday: MonthDay | null }, ServerTime];
  /** `changed` false: it was so already. */
  'members.freeze': [Reasoned & { frozen: boolean }, ServerTime & { changed: boolean }];
  /** `other`: member number or phone number of the one that is the same person. */
  'members.mergeView': [{ id: string; other: string }, MergePreview];
  'members.merge': [{ from: string; into: string }, ServerTime & { points: Points; growth: number }];
  /** At most 10, of at most 20 characters. */
  'members.tag': [{ id: string; tags: string[]; rev: number }, ServerTime & { tags: string[]; tagsRev: number }];
  'members.gifts': [Record<string, never>, ServerTime & { templates: GiftTemplate[] }];
  'members.grant': [Reasoned & { template: string; count: number }, ServerTime & { name: string; count: number }];
  'approvals.list': [
    { segment: 'waiting' | 'decided'; cursor?: string },
    ServerTime & { approvals: ApprovalView[]; nextCursor: string | null },
  ];
  'approvals.decide': [{ id: string; agree: boolean }, ServerTime & { approval: ApprovalView; alone: boolean }];
}
