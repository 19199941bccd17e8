/** Contract of the function `staff`: action -> payload and data. Every action is authorised in the function by role. */
import type { Because, Channel, DayKey, EpochMs, Fen, Points } from '../domain';
import type { CatalogueActions } from './catalogue';
import type { CouponState } from './coupons';
import type { GiftView } from './friends';
import type { HealthActions } from './health';
import type { LabActions } from './lab';
import type { AddressInput, CouponTermsView, RedemptionView } from './mall';
import type { MemberActions } from './members';
import type { ProgrammeActions } from './programme';
import type { ReportActions } from './reports';
import type { ShopActions } from './shop';
import type { ServerTime, TierView } from './shopper';
import type { TeamActions } from './team';
import type { TransferActions } from './transfer';

/** 店主, 店长, 运营, 收银, 数据. What each may do is one table (core/staffing/duties.ts), shown in the app. */
export type Role = 'owner' | 'manager' | 'operator' | 'cashier' | 'analyst';

export interface StaffView {
  id: string;
  name: string;
  role: Role;
  /** Stores they work in; every one for an owner. */
  stores: { id: string; name: string }[];
  state: 'active' | 'suspended';
}

export interface StaffHome extends ServerTime {
  /** Null: this person is not of the staff (yet). */
  staff: StaffView | null;
  /** Nobody owns the shop yet: whoever has the set-up code becomes its owner. */
  unclaimed: boolean;
  shop: { name: string; points: { name: string; unit: string } };
  /** What this role may do: names of actions. */
  may: (keyof StaffActions)[];
}

/** Somebody of the staff, as who leads them sees them. */
export interface TeamMember extends StaffView {
  /** Counts the changes of role and stores. */
  rev: number;
  /** Not bound to stores. */
  everywhere: boolean;
  /** The caller may change and suspend them. */
  changeable: boolean;
}

/** An invite that nobody has used yet. Its code is shown to whoever makes it, and nowhere again. */
export interface OpenInvite {
  id: string;
  role: Role;
  /** None: every one. */
  stores: { id: string; name: string }[];
  by: string;
  until: EpochMs;
}

export interface TeamView extends ServerTime {
  staff: TeamMember[];
  invites: OpenInvite[];
  /** Roles that the caller may let in, and whether for every store. */
  appoints: Role[];
  everywhere: boolean;
}

export interface InviteView {
  /** 10 characters, good once. */
  code: string;
  until: EpochMs;
}

/** Whose it is, as the counter may know it: no phone number, no openid. */
export interface CounterMember {
  number: string;
  nickname: string | null;
  avatar: string | null;
  tier: TierView;
  available: Points;
  /** 'frozen': takes what comes in, cannot spend. */
  state: 'active' | 'frozen';
}

export interface CounterCoupon extends CouponTermsView {
  id: string;
  code: string;
  state: CouponState;
  from: DayKey;
  until: DayKey;
  /** Why it cannot be used here and now; an error code of the envelope. Null when it can. */
  refusal: { code: string; message: string } | null;
  used: UsedBy | null;
}

/** By whom and when, for the one who came second. */
export interface UsedBy {
  by: string;
  store: string;
  channel: Channel;
  day: DayKey;
  time: string;
}

export type Found =
  | { what: 'coupon'; member: CounterMember; coupon: CounterCoupon }
  | {
      what: 'redemption';
      member: CounterMember;
      redemption: RedemptionView;
      refusal: { code: string; message: string } | null;
      used: UsedBy | null;
    }
  /** `code`: the member code that was scanned, good for spending once. */
  | { what: 'member'; member: CounterMember; code: string | null };

export interface LookInput {
  /** What was scanned or typed: a coupon's or a redemption's 16 digits, a member code's 18, a member number's 12, a phone number. */
  text: string;
  storeId: string;
}

/** One act at the counter, and whether it can still be undone. */
export interface ActionView {
  id: string;
  kind: 'coupon' | 'redemption' | 'sale' | 'refund' | 'member';
  day: DayKey;
  time: string;
  by: string;
  store: string;
  /** Last four digits of the member number, and the nickname. */
  member: { number: string; nickname: string | null };
  /** Name of coupon or reward; '' for a sale. */
  name: string;
  /** What was paid; 0 when no money was. */
  fen: Fen;
  /** What it brought (+) or took (−). */
  points: Points;
  /** It can be undone until then; null when it cannot (any more). */
  undoUntil: EpochMs | null;
  undone: boolean;
  /** Of a sale: what may still be refunded. */
  refundableFen: Fen;
}

export interface DoneView extends ServerTime {
  repeated: boolean;
  action: ActionView;
  member: CounterMember;
}

/** Who is meant at the counter. A phone number is E.164 or eleven digits. */
export type CounterRef = { code: string } | { number: string } | { phone: string };

export interface SaleInput {
  member: CounterRef;
  storeId: string;
  /** Before anything is taken off; 1 to 10,000,000, whole fen. */
  amountFen: Fen;
  /** A coupon's 16 digits. */
  coupon?: string;
  /** Points to take off by the programme's rate; needs a member code. */
  points?: Points;
}

export interface SaleQuote extends ServerTime {
  member: CounterMember;
  amountFen: Fen;
  /** What the coupon takes off, and why it does not when it does not. */
  coupon: { id: string; name: string; fen: Fen; refusal: { code: string; message: string } | null } | null;
  /** Coupons of this member that would hold for this sale, best first, at most 10. */
  coupons: { id: string; code: string; name: string; fen: Fen; until: DayKey }[];
  /** Points off: what was asked, what it takes off, the most that would be possible; null when the programme has none. */
  deduction: { points: Points; fen: Fen; maxPoints: Points; maxFen: Fen; perPoints: Points; perFen: Fen } | null;
  /** What the customer pays. */
  netFen: Fen;
  /** What the sale will bring. */
  earned: Points;
  growth: number;
  because: Because[];
}

export interface SaleConfirm extends SaleInput {
  /** What the cashier was shown. Another result answers PRICE_CHANGED. */
  expect: { netFen: Fen; points: Points };
}

/** A redemption that is to be sent, or has been. Only here is the whole address shown to anybody but its owner. */
export interface ParcelView {
  id: string;
  name: string;
  picture: string | null;
  quantity: number;
  day: DayKey;
  time: string;
  /** Last four digits of the member number. */
  member: string;
  /** Null when the text can no longer be read. */
  address: AddressInput | null;
  shipping: { carrier: string; number: string; day: DayKey } | null;
  /** Carrier and number may still be set, or put right once. */
  open: boolean;
}

export interface ParcelsInput {
  /** 'due': what has waited longest first; 'sent': the newest first. */
  segment: 'due' | 'sent';
  cursor?: string;
  /** 1 to 50, 20 when absent. */
  limit?: number;
}

export interface ParcelsView extends ServerTime {
  parcels: ParcelView[];
  nextCursor: string | null;
}

/** One case that somebody must look at: a friend's reward, or an assistance. */
export interface CaseView {
  id: string;
  what: 'registered' | 'firstOrder' | 'assist';
  /** Who would be rewarded. */
  inviter: CounterMember;
  /** Whose joining or order it is; null for an assistance. */
  friend: { nickname: string | null; joinedOn: DayKey } | null;
  /** Points and coupons at stake. */
  gift: GiftView;
  /** What made it a case (CaseReasonArgs in codes.d.ts). */
  reasons: { code: string; args: Record<string, string | number> }[];
  at: EpochMs;
}

export interface CasesView extends ServerTime {
  cases: CaseView[];
  nextCursor: string | null;
}

/** What the staff's screen shows for check-ins at the store; good for a short time. */
export interface VisitCodeView extends ServerTime {
  store: { id: string; name: string };
  text: string;
  until: EpochMs;
}

/** Every action of the function `staff`; each area has a file of its own beside this one. */
export interface StaffActions
  extends TeamActions,
    ShopActions,
    ProgrammeActions,
    LabActions,
    ReportActions,
    MemberActions,
    CatalogueActions,
    TransferActions,
    HealthActions,
    CounterActions {}

interface CounterActions {
  'staff.home': [Record<string, never>, StaffHome];
  /** The set-up code makes the first owner. */
  'staff.claim': [{ code: string; name: string }, StaffHome];
  'staff.team': [Record<string, never>, TeamView];
  /** `days` it is good for: 1 to 14, 2 when absent. No stores: every one. */
  'staff.invite': [{ role: Role; stores: string[]; days?: number }, InviteView];
  'staff.join': [{ code: string; name: string }, StaffHome];
  'staff.suspend': [{ id: string; suspended: boolean }, TeamView];
  'counter.look': [LookInput, Found];
  'counter.useCoupon': [{ code: string; storeId: string }, DoneView];
  'counter.handOver': [{ code: string; storeId: string }, DoneView];
  'counter.undo': [{ action: string }, DoneView];
  'counter.createMember': [{ phone: string; storeId: string }, { created: boolean; member: CounterMember }];
  'counter.quote': [SaleInput, SaleQuote];
  'counter.sell': [SaleConfirm, DoneView];
  'counter.refund': [{ action: string; amountFen: Fen }, DoneView];
  'parcels.list': [ParcelsInput, ParcelsView];
  /** 1 to 40 characters each. */
  'parcels.ship': [{ id: string; carrier: string; number: string }, ServerTime & { parcel: ParcelView }];
  'referrals.cases': [{ cursor?: string }, CasesView];
  'referrals.decide': [{ id: string; what: CaseView['what']; pay: boolean }, CasesView];
  'visits.code': [{ storeId: string }, VisitCodeView];
  /** The printed mini-program code of a store: cloud:// file id. `renew` makes the codes printed before worthless. */
  'visits.printed': [
    { storeId: string; renew: boolean },
    { picture: string | null; store: { id: string; name: string } },
  ];
  'counter.recent': [
    { cursor?: string; limit?: number },
    ServerTime & { actions: ActionView[]; nextCursor: string | null },
  ];
}
