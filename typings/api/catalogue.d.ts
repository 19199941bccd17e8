/** Contract of the function `staff`, rewards, categories, coupon templates, and what is to be handed over or sent. */
import type { DayKey, EpochMs, Fen, Points } from '../domain';
import type { AddressInput, CouponValueView, Period, RewardKind, Way } from './mall';
import type { ServerTime } from './shopper';
import type { DoneView, ParcelView } from './staff';

/** What the merchant writes of a reward. Its place among the others is `rewards.arrange`'s, its units `rewards.restock`'s. */
export interface RewardDraft {
  state: 'on' | 'off';
  /** The shelf's large card is the first of these that can be had. */
  featured: boolean;
  kind: RewardKind;
  name: string;
  summary: string;
  /** Code of a category. */
  category: string;
  /** cloud:// ids of accepted pictures; the first is the card's. */
  pictures: string[];
  detail: { heading: string; text: string }[];
  worthFen: number;
  price: { points: number; cashFen: number };
  /** `rate` percent of the points on these days of the week (1 Monday) or of the month. */
  discounts: { name: string; weekdays: number[]; monthDays: number[]; rate: number }[];
  /** '2026-11-22 09:30', as the wall shows it in the programme's zone. */
  window: { from: string | null; until: string | null };
  terms: { tiers: string[]; exclusive: boolean; streak: number; right: string | null; tags: string[] };
  limit: { count: number; period: Period } | null;
  /** Units are counted. */
  counted: boolean;
  ways: Exclude<Way, 'none'>[];
  stores: string[];
  collectDays: number;
  coupon: { template: string; count: number } | null;
}

/** made = left + sold + onHold */
export interface StockView {
  made: number;
  left: number;
  sold: number;
  /** Taken by exchanges that are under way at this moment. */
  onHold: number;
}

export interface RewardRow {
  id: string;
  version: number;
  state: 'on' | 'off';
  /** Smaller stands first; of two alike the one with the smaller id. */
  order: number;
  featured: boolean;
  kind: RewardKind;
  name: string;
  category: string;
  picture: string | null;
  price: { points: Points; cashFen: Fen };
  window: { from: EpochMs | null; until: EpochMs | null };
  /** Null: not counted, there are always more. */
  stock: StockView | null;
}

export interface RewardsInput {
  /** 'soldOut': on sale, and nothing left. */
  segment: 'on' | 'off' | 'soldOut';
  category?: string;
  cursor?: string;
  /** 1 to 200, 20 when absent. */
  limit?: number;
}

export interface RewardsView extends ServerTime {
  /** In the merchant's order, sold-out ones last. */
  rewards: RewardRow[];
  categories: CategoryView[];
  nextCursor: string | null;
}

export interface CategoryView {
  code: string;
  name: string;
}

/** What a reward can be for, as the shop is set now. */
export interface RewardChoices {
  categories: CategoryView[];
  tiers: CategoryView[];
  stores: { id: string; name: string }[];
  /** Templates that are given, and the reward's own. */
  templates: CategoryView[];
  /** Rights that a streak can earn. */
  rights: CategoryView[];
  /** Cash prices can be paid in this shop. */
  payable: boolean;
}

export interface RewardEdit extends ServerTime {
  /** Null: it is to be made. */
  id: string | null;
  /** 0: it is to be made. */
  version: number;
  reward: RewardDraft;
  stock: StockView | null;
  choices: RewardChoices;
}

export interface CategoriesView extends ServerTime {
  rev: number;
  /** In order; `rewards`: how many stand in it, at most 100 are counted. */
  list: (CategoryView & { rewards: number })[];
}

/** What the merchant writes of a coupon template; its code is made by the server. */
export interface TemplateDraft {
  name: string;
  value: CouponValueView;
  validity: { kind: 'fixed'; from: DayKey; until: DayKey } | { kind: 'relative'; afterDays: number; days: number };
  channels: ('mini' | 'counter' | 'till' | 'web')[];
  stores: string[];
  categories: string[];
  stacking: string | null;
  claim: { tiers: string[]; limit: { count: number; period: Period }; quota: number | null } | null;
  note: string;
  pool: boolean;
  state: 'on' | 'off';
}

export interface TemplateRow {
  code: string;
  /** Says which text of it this is: to be sent back with a change. */
  mark: string;
  template: TemplateDraft;
  /** Of the quota for claims; null without one. */
  quota: { made: number; taken: number; left: number } | null;
  /** Codes of others that nobody has yet, at most 1,000 are counted; null where it needs none. */
  pool: number | null;
  /** The programme promises it, or a reward on sale brings it: it cannot be switched off. */
  promised: boolean;
}

export interface TemplatesView extends ServerTime {
  templates: TemplateRow[];
  stores: { id: string; name: string }[];
  tiers: CategoryView[];
  /** Words for goods and names of groups that stand in other templates already. */
  words: { categories: string[]; stacking: string[] };
}

export type FulfilSegment = 'toShip' | 'toCollect' | 'sent' | 'done';

export interface FulfilInput {
  segment: FulfilSegment;
  /** What can be collected in this store; the reader's stores when absent. */
  storeId?: string;
  cursor?: string;
  /** 1 to 50, 20 when absent. */
  limit?: number;
}

/** A redemption as those see it who hand it over or send it. */
export interface FulfilRow {
  id: string;
  name: string;
  kind: RewardKind;
  picture: string | null;
  quantity: number;
  points: Points;
  cashFen: Fen;
  day: DayKey;
  time: string;
  /** Last four digits of the member number, and the nickname. */
  member: { number: string; nickname: string | null };
  way: Exclude<Way, 'none'>;
  state: 'taken' | 'shipped' | 'completed' | 'cancelling' | 'cancelled';
  /** Where it can be collected; none: in every store. */
  stores: { id: string; name: string }[];
  /** Last day to collect it. */
  until: DayKey | null;
  /** Only for whoever sends goods, and only while it is to be sent or on its way. */
  address: AddressInput | null;
  shipping: { carrier: string; number: string; day: DayKey } | null;
  /** Carrier and number may still be set, or put right once. */
  open: boolean;
  /** How it ended. */
  ended: { day: DayKey; time: string; reason: 'collected' | 'delivered' | 'member' | 'staff' | 'timeout' } | null;
}

export interface FulfilView extends ServerTime {
  rows: FulfilRow[];
  nextCursor: string | null;
}

/** asked: the customer wishes it · short: there is none left · broken: it cannot be given as it is · mistake: taken by mistake */
export type CancelWhy = 'asked' | 'short' | 'broken' | 'mistake';

export interface ParcelSlip {
  id: string;
  carrier: string;
  number: string;
}

export interface CatalogueActions {
  'rewards.list': [RewardsInput, RewardsView];
  /** Null: an empty one, to be made. */
  'rewards.view': [{ id: string | null }, RewardEdit];
  /**
   * `version` as it was read. `made`: units to begin with, where they are counted from now on and were not before; null
   * leaves the stock as it is. OUTDATED when somebody has changed it since.
   */
  'rewards.save': [{ id: string | null; version: number; reward: RewardDraft; made: number | null }, RewardEdit];
  'rewards.switch': [{ id: string; on: boolean }, RewardRow];
  /** OUT_OF_STOCK { left } when fewer are left than are to be taken away. */
  'rewards.restock': [{ id: string; by: number }, RewardRow];
  /** `was`: the same rewards as they stood. OUTDATED when they stand differently by now. */
  'rewards.arrange': [{ ids: string[]; was: string[] }, { moved: number }];
  'categories.view': [Record<string, never>, CategoriesView];
  /** Without a code it is new. INVALID_INPUT { reason: 'used' } when one that is gone has rewards. */
  'categories.save': [{ rev: number; list: { code: string | null; name: string }[] }, CategoriesView];
  'templates.list': [Record<string, never>, TemplatesView];
  /** `mark` as it was read; '' for a new one. OUTDATED when this very template has been changed since. */
  'templates.save': [{ code: string | null; mark: string; template: TemplateDraft }, TemplateRow];
  /** INVALID_INPUT { reason: 'promised' | 'brought' } when somebody would wait in vain. */
  'templates.switch': [{ code: string; on: boolean }, TemplateRow];
  /** At most 1,000 codes of others at once. */
  'pools.add': [{ template: string; codes: string[] }, { added: number; present: number; free: number }];
  'fulfil.list': [FulfilInput, FulfilView];
  /** At most 20; each is sent or refused for itself. */
  'fulfil.ship': [
    { parcels: ParcelSlip[] },
    ServerTime & {
      results: { id: string; parcel: ParcelView | null; error: { code: string; message: string } | null }[];
    },
  ];
  'fulfil.handOver': [{ id: string; storeId: string }, DoneView];
  /** Points, money, units, rights and limits go back to where they came from. */
  'fulfil.cancel': [{ id: string; why: CancelWhy }, FulfilRow];
}
