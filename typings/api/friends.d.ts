/** Inviting friends and helping them: contract of the shopper's and of the public function. */
import type { Because, DayKey, EpochMs, Fen, Points } from '../domain';
import type { GuideRow, Material, ServerTime, ShopView } from './shopper';

/** How an invite code came: a card in a chat, a card in a group, a Moments post, a mini-program code, or typed. */
export type InvitedBy = 'card' | 'group' | 'moments' | 'code' | 'typed';

export interface InviteInput {
  /** 8 characters of 23456789ABCDEFGHJKMNPQRSTUVWXYZ; small letters and spaces are forgiven by the phone. */
  code: string;
  by: InvitedBy;
}

/** What somebody gets: points, and coupons by name. */
export interface GiftView {
  points: Points;
  coupons: { name: string; count: number }[];
}

/** What inviting brings; each part null when the programme gives nothing for it. */
export interface InviteTermsView {
  /** For the inviter, when the friend has joined. */
  registered: GiftView | null;
  /** For the inviter, when the friend's first order can no longer be returned. */
  firstOrder: (GiftView & { minimumFen: Fen }) | null;
  /** For the friend, beside what everybody gets for joining. */
  friend: GiftView | null;
  /** Limits and conditions, worded by the phone. */
  rows: GuideRow[];
}

/** Why a reward has not been paid; every one has a sentence on the phone. */
export type ReferralReason =
  /** On its way: a joining is settled some ten minutes later. */
  | 'soon'
  /** The friend has not ordered yet. */
  | 'noOrder'
  /** Its return window is open until `due`. */
  | 'window'
  /** More than the programme rewards in a day, or in the campaign. It is not made up for. */
  | 'dayLimit'
  | 'campaignLimit'
  | 'budget'
  /** Somebody looks at it: many friends from one place, in a short time, and the like. */
  | 'review'
  /** Looked at, and refused. */
  | 'refused'
  /** The inviter's account cannot take it. */
  | 'account'
  /** No order within the time the programme gives. */
  | 'tooLate';

export interface StageView {
  stage: 'registered' | 'firstOrder';
  state: 'waiting' | 'paid' | 'none';
  gift: GiftView;
  /** Null of a paid one. */
  reason: ReferralReason | null;
  /** Day on which it is due, when known; day of payment of a paid one. */
  day: DayKey | null;
}

export interface FriendView {
  /** Of the referral; says nothing of the member. */
  id: string;
  nickname: string | null;
  avatar: string | null;
  joinedOn: DayKey;
  /** Stages that the programme rewards. */
  stages: StageView[];
}

export interface InviteView extends ServerTime {
  code: string;
  inviter: { nickname: string | null; avatar: string | null };
  terms: InviteTermsView;
  counts: { friends: number; earned: Points; waiting: number };
  /** Newest first, at most 20; the rest by 'invite.friends'. */
  friends: FriendView[];
  nextCursor: string | null;
  assist: AssistOfferView | null;
}

export interface FriendsView extends ServerTime {
  friends: FriendView[];
  nextCursor: string | null;
}

/** Everything a poster shows. */
export interface PosterView extends ServerTime {
  code: string;
  /** cloud:// file id of the mini-program code; null: WeChat could not make it now, so the card is sent instead. */
  picture: string | null;
  inviter: { nickname: string | null; avatar: string | null; tier: string; material: Material };
  shop: { name: string; initial: string; logo: string | null; points: { name: string; unit: string } };
  /** cloud:// photograph of what the shop shows first in its mall; null: none. */
  photo: string | null;
  terms: InviteTermsView;
}

/** A campaign in which friends help: a fixed reward for a fixed number of friends, known in advance. */
export interface AssistOfferView {
  campaign: string;
  name: string;
  helpers: number;
  hours: number;
  gift: GiftView;
  /** Last day on which one can be started. */
  lastDay: DayKey;
  /** How many this member may still start. */
  left: number;
  /** The one that is running. */
  running: AssistView | null;
}

export interface AssistView extends ServerTime {
  id: string;
  name: string;
  starter: { nickname: string | null; avatar: string | null };
  /** The asker's own. */
  own: boolean;
  /** 'full' is being paid or looked at. */
  state: 'open' | 'full' | 'review' | 'paid' | 'refused' | 'over';
  needed: number;
  /** In the order in which they came. */
  helpers: { nickname: string | null; avatar: string | null; own: boolean }[];
  gift: GiftView;
  /** Last instant at which a friend can help. */
  until: EpochMs;
  /** The starter's invite code: a friend who is not a member yet joins with it. */
  code: string;
}

export interface FriendActions {
  'invite.view': [Record<string, never>, InviteView];
  'invite.friends': [{ cursor: string }, FriendsView];
  /** Makes the member's mini-program code the first time. */
  'invite.poster': [Record<string, never>, PosterView];
  'assist.start': [{ campaign: string }, AssistView];
  'assist.view': [{ id: string }, AssistView];
  /** Once per member and assistance. */
  'assist.help': [{ id: string }, AssistView];
}

/** Contract of the function `public`: read-only, without identity, also for Moments' single-page mode. */
export interface LandingView extends ServerTime {
  shop: Pick<ShopView, 'name' | 'initial' | 'logo' | 'colours' | 'points' | 'hours' | 'address'>;
  /** Null when there is no such code: the page then speaks for the shop alone. https addresses of pictures. */
  inviter: { nickname: string | null; avatar: string | null } | null;
  friend: GiftView | null;
  /** What everybody gets for joining. */
  welcome: GuideRow[];
  assist: (Omit<AssistView, 'helpers' | 'own'> & { helped: number }) | null;
}

export interface PublicActions {
  'landing.view': [{ code?: string; assist?: string }, LandingView];
}

/** Store check-in. */
export interface VisitView extends ServerTime {
  repeated: boolean;
  store: { id: string; name: string };
  earned: Points;
  because: Because[];
  /** Sum after it. */
  available: Points;
}

export interface VisitActions {
  /** `code` as scanned: the text of the staff's screen, or the scene of the printed mini-program code. */
  'visit.signIn': [{ code: string }, VisitView];
}
