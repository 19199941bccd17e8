/** Contract of the function `staff`, the rules: draft, check, publication, presets, calendar. */
import type { DayKey, EpochMs, MonthKey } from '../domain';
import type { Material } from './shopper';

/** What can bring points. There is none for sharing: WeChat forbids to reward it. */
export type Occasion = 'order' | 'checkin' | 'join' | 'birthday' | 'visit';

export interface Grant {
  template: string;
  count: number;
}

/** A condition or a give: its code, and the arguments that its form names. */
export type KindDraft = { code: string } & Record<string, unknown>;

export interface RuleDraft {
  code: string;
  name: string;
  on: string[];
  when: KindDraft[];
  give: KindDraft;
}

export interface RewardDraft {
  points: number;
  coupons?: Grant[];
}

export type RightDraft = { code: string } & Record<string, unknown>;

export interface TierDraft {
  code: string;
  name: string;
  material: Material;
  /** cloud:// file id of the merchant's own icon. */
  icon: string | null;
  from: number;
  keep: number;
  gift: number;
  giftCoupons?: Grant[];
  rights: RightDraft[];
}

export interface MilestoneDraft {
  streak: number;
  every: boolean;
  points: number;
  /** Hundredths. */
  factor: number;
  right: { code: string; name: string } | null;
  coupons?: Grant[];
}

/**
 * The rules as they are edited; docs/programme.md says what each means. What has been published has passed every check. In a
 * draft a number or a word that is being keyed in may be null or wrong: lists and objects are there, nothing else is certain.
 */
export interface ProgrammeDraft {
  /** IANA name; a draft without one keeps that of the rules in force. */
  zone?: string;
  validity: { kind: 'rolling'; months: number } | { kind: 'fixed'; month: number; years: number };
  waiting: { days: number; from: 'paid' | 'completed'; completeAfterDays: number };
  refund: { shortfall: 'waive' | 'debt' };
  checkIn: {
    steps: { from: number; points: number }[];
    milestones: MilestoneDraft[];
    makeUp: { perMonth: number; windowDays: number };
  };
  /** `cap` in hundredths. */
  earning: { rules: RuleDraft[]; cap: number };
  growth: { perFen: number | null; checkIn: number; join: number };
  deduction?: { points: number; fen: number; minimumFen: number; maxRate: number } | null;
  referral?: {
    campaign: string;
    registered: RewardDraft | null;
    firstOrder: (RewardDraft & { minimumFen: number; withinDays: number }) | null;
    friend: RewardDraft | null;
    perDay: number;
    inAll: number;
    budget: number | null;
    review: { sameAddress: number; tenMinutes: number; risk: 'ask' | 'off' };
  } | null;
  assist?: {
    campaign: string;
    name: string;
    helpers: number;
    hours: number;
    reward: RewardDraft;
    firstDay: string;
    lastDay: string;
    perMember: number;
    helpsPerDay: number;
    budget: number | null;
  } | null;
  visits?: { perDay: number } | null;
  birthday: { minimumDays: number; on: 'day' | 'month' };
  tiers: {
    list: TierDraft[];
    /** Null: for ever. */
    validityMonths: number | null;
    graceDays: number;
    warningDays: number;
  };
}

/** Why a draft cannot be published. */
export interface ProblemView {
  /** Path in the draft: 'tiers.list.1.rights'. */
  field: string;
  code: string;
  /** A sentence for the shopkeeper. */
  message: string;
}

/** Parts of the rules that are edited and told apart. */
export type PartCode =
  | 'points'
  | 'checkIn'
  | 'rule'
  | 'order'
  | 'cap'
  | 'growth'
  | 'deduction'
  | 'birthday'
  | 'referral'
  | 'assist'
  | 'visits'
  | 'tier'
  | 'ladder';

/** What a draft changes: a part, and of a rule or a tier which one. */
export interface ChangeView {
  part: PartCode;
  kind: 'changed' | 'added' | 'removed';
  /** The merchant's name for it, and its code; '' for parts of which there is one. */
  name: string;
  code: string;
}

export interface ProgrammeView {
  now: EpochMs;
  today: DayKey;
  current: ProgrammeDraft;
  /** Grows with every published change. */
  version: number;
  /** What is being worked on; null when nothing is. */
  draft: ProgrammeDraft | null;
  /** Revision that a change must name. */
  rev: number;
  /** Who saved the draft last, and when; '' and null when there is none, or nobody knows. */
  changedBy: string;
  changedAt: EpochMs | null;
  /** Its day in the programme's zone. */
  changedOn: DayKey | null;
  changes: ChangeView[];
  /** Why the draft cannot be published as it is. */
  problems: ProblemView[];
}

/** What stands behind a number. Factors are hundredths: 150 is 1.5 times. */
export type ArgumentUnit = 'fen' | 'points' | 'hundredths' | 'pieces';

/** How a form asks for an argument of a condition or a give. Labels are the shopkeeper's words. */
export type ArgumentField =
  | { type: 'whole'; label: string; from: number; to: number; unit: ArgumentUnit }
  | { type: 'choices'; label: string; options: { value: string | number; label: string }[] }
  | { type: 'codes'; label: string; of: 'tiers' | 'stores'; max: number }
  | { type: 'code'; label: string; of: 'templates' }
  | { type: 'day'; label: string };

export interface KindForm {
  code: string;
  label: string;
  /** Where it means anything. */
  occasions: readonly Occasion[];
  arguments: { name: string; field: ArgumentField }[];
}

export interface Named {
  code: string;
  name: string;
}

export interface FormsView {
  conditions: KindForm[];
  gives: KindForm[];
  stores: Named[];
  /** Coupons that can be given. */
  templates: Named[];
}

export type PresetCode = 'restaurant' | 'beauty' | 'convenience' | 'motherBaby';

/** A trade's rules and goods. */
export interface PresetView {
  code: PresetCode;
  rules: ProgrammeDraft;
  rewards: { name: string; points: number; cashFen: number }[];
  coupons: Named[];
  /** How many of them the shop does not have yet: what is there stays as it is. */
  added: { rewards: number; coupons: number };
}

/** What runs on a day. */
export interface MarkView {
  kind: 'memberDay' | 'campaign' | 'discount' | 'assist' | 'coupon';
  /** Code of the rule or of the template, id of the reward. */
  id: string;
  name: string;
  /** Of a draft: it does not run yet. */
  draft: boolean;
  /** Percent of the points price; of a discount alone. */
  rate?: number;
}

export interface CalendarView {
  month: MonthKey;
  today: DayKey;
  /** Every day of the month. */
  days: { day: DayKey; marks: MarkView[] }[];
  /** The shop has more rewards than were looked at. */
  more: boolean;
}

export interface ProgrammeActions {
  'programme.view': [Record<string, never>, ProgrammeView];
  'programme.forms': [Record<string, never>, FormsView];
  /** Keeps the draft, right or wrong. OUTDATED when somebody else has saved or published since `rev`. */
  'programme.save': [{ draft: ProgrammeDraft; rev: number }, ProgrammeView];
  /** What publishing it would be refused for; nothing is kept. */
  'programme.check': [{ draft: ProgrammeDraft }, { problems: ProblemView[] }];
  /** PROGRAMME_INVALID names the first problem. */
  'programme.publish': [{ rev: number }, ProgrammeView];
  'programme.discard': [{ rev: number }, ProgrammeView];
  'programme.presets': [Record<string, never>, { presets: PresetView[]; rev: number; draft: boolean; version: number }];
  'programme.usePreset': [{ preset: PresetCode; rev: number }, ProgrammeView];
  'calendar.view': [{ month: MonthKey }, CalendarView];
}
