/** Contract of the function `staff`, the rule laboratory. */
import type { Channel, DayKey, EpochMs, Fen, Points } from '../domain';
import type { Role } from './staff';

/** The same under the rules in force and under the draft. */
export interface Compared<Value = number> {
  now: Value;
  draft: Value;
}

/** So many points are worth so many fen to the shop. */
export interface PointValue {
  points: number;
  fen: number;
}

/** What the events of one rule, or of one tier, brought in points. */
export interface LabShare extends Compared<Points> {
  /** Of a tier its code; of a rule `rule:<code>`, or what else points come by. */
  code: LabSource | `rule:${string}` | string;
  /** The shop's own name for it; '' where the phone has a word for the code. */
  name: string;
}

/** Where points come from, beside the shop's own rules. */
export type LabSource =
  | 'base'
  | 'tierFactor'
  | 'cap'
  | 'checkin'
  | 'streak'
  | 'birthdayPack'
  | 'friendPack'
  | 'registered'
  | 'firstOrder'
  | 'assist'
  | 'tierGift'
  /** Booked as it was, on both sides: see the notes. */
  | 'asBooked';

/** Who would have got more or less. Analysts see the figure alone. */
export interface LabMember {
  points: Points;
  /** Last four digits of the number; null for who may not see members. */
  tail: string | null;
  nickname: string | null;
}

/** The most that one order of this amount can bring when every rule holds that can hold together. */
export interface LabStack {
  points: Points;
  /** What it would bring without the cap. */
  beforeCap: Points;
  coupons: number;
  /** What the points are worth; null when the shop has not said. */
  fen: Fen | null;
  /** The shop's names of the rules that then hold, the tier, the first such day from today on, and where. */
  rules: string[];
  tier: string;
  day: DayKey;
  channel: Channel;
}

export interface LabWorst extends Compared<LabStack> {
  amountFen: Fen;
  /** An ordinary order of these weeks, or one of ¥1,000. */
  what: 'average' | 'thousand';
}

/** What the figures do not say, each with a number where there is one. */
export interface LabNote {
  code:
    | 'tiers'
    | 'capped'
    | 'unpinned'
    | 'makeup'
    | 'limits'
    | 'friends'
    | 'birthdays'
    | 'visits'
    | 'assist'
    | 'growth'
    | 'validity'
    | 'deduction'
    | 'coupons';
  count: number;
}

export interface LabResult {
  events: number;
  orders: number;
  /** Orders that would bring something else. */
  ordersTouched: number;
  points: Compared<Points>;
  /** Coupons, pieces. */
  coupons: Compared;
  /** What a point is worth; null when the shop has not said, and then there is no money. */
  value: Compared<PointValue | null>;
  fen: Compared<Fen | null>;
  rules: LabShare[];
  /** The tier held at the time; '' for what no tier was written down. */
  tiers: LabShare[];
  /** How many would have more, and how many less. */
  gainers: number;
  losers: number;
  gaining: LabMember[];
  losing: LabMember[];
  worst: LabWorst[];
  /** Entries booked under the rules in force, and how many of them the replay gives to the point. */
  checked: { entries: number; equal: number };
  notes: LabNote[];
}

export interface LabView {
  id: string;
  /** Revision of the draft that it is about. */
  rev: number;
  weeks: number;
  state: 'running' | 'done' | 'cancelled';
  by: string;
  at: EpochMs;
  /** Days that the events are of. */
  firstDay: DayKey;
  lastDay: DayKey;
  /** 0 to 100. */
  progress: number;
  events: number;
  result: LabResult | null;
}

export interface LabLook {
  now: EpochMs;
  today: DayKey;
  /** Revision of the draft there is; null when nothing is being worked on. */
  draftRev: number | null;
  /** Whoever may only look on can go on with what others have started. */
  mayStart: boolean;
  /** Null when there was none yet. */
  lab: LabView | null;
}

export interface LabActions {
  /** `rev` is that of the draft: OUTDATED when it has changed, PROGRAMME_INVALID when it cannot be published as it is. */
  'lab.start': [{ rev: number; weeks?: number }, LabLook];
  /** Goes on for some seconds. Any number may: no event counts twice. */
  'lab.step': [{ id: string }, LabLook];
  'lab.cancel': [{ id: string }, LabLook];
  /** That one, or the last one. */
  'lab.view': [{ id?: string }, LabLook];
  /** For everybody who works here. */
  'manual.view': [Record<string, never>, GuideView];
}

/** The figures that the staff's guide names: what the functions themselves go by. */
export interface GuideView {
  role: Role;
  /** What this person may do: the guide has no other chapters. */
  may: string[];
  points: { name: string; unit: string };
  /** How long an act at the counter can be undone. */
  undoMinutes: number;
  /** What one cashier may book in a day. */
  dayFen: Fen;
  daySales: number;
  /** Codes that are nothing, before a phone must wait a minute. */
  misses: number;
  /** Points that this person may correct alone; null for who corrects none. */
  alone: Points | null;
  pointValue: PointValue | null;
}
