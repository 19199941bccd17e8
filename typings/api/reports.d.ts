/** Contract of the shop's figures: everything here is read from rollups, so it costs the same however long the ledger is. */
import type { DayKey, Points } from '../domain';
import type { ServerTime } from './shopper';

/** Today; the seven or thirty days that end today. */
export type Span = 'today' | 'week' | 'month';

/** Rates are in hundredths of a percent, money in fen. */
export type FigureCode =
  | 'members'
  | 'active'
  | 'checkInRate'
  | 'orders'
  | 'average'
  | 'repurchaseRate'
  | 'issued'
  | 'used'
  | 'expired'
  | 'outstanding'
  | 'liability'
  | 'redemptionRate';

export interface FigureView {
  code: FigureCode;
  /** Null: there is nothing to say it from; `why` says what is missing. */
  value: number | null;
  /** nothing: it divides by what has not happened yet · worth: the shop has not said what a point is worth · store: belongs to no single store */
  why: 'nothing' | 'worth' | 'store' | null;
  /** The same of the period before; null where the shop is not that old. */
  before: number | null;
  /** First day on which there is a period before to compare with; null when there is one. */
  from: DayKey | null;
  /** What the formula was filled with. */
  parts: Record<string, number>;
}

export interface DaySeries {
  day: DayKey;
  issued: Points;
  used: Points;
  /** Hundredths of a percent; null where there was no member yet. */
  checkInRate: number | null;
}

export type TodoCode = 'ship' | 'collect' | 'cases' | 'approvals' | 'stock' | 'messages';

export interface DashboardView extends ServerTime {
  /** What this person may look at, and whether all of them together too. */
  stores: { id: string; name: string }[];
  everywhere: boolean;
  /** Null: all stores. */
  storeId: string | null;
  span: Span;
  /** Until when what has happened is in the figures, by the shop's clock ('HH:mm'); null before they were ever made. */
  upTo: { day: DayKey; time: string } | null;
  figures: FigureView[];
  newcomers: { value: number; before: number | null };
  /** Oldest first: of today alone the seven days that end today. */
  days: DaySeries[];
  /** Members by tier as it is now, lowest first; empty for a single store. */
  tiers: { name: string; members: number }[];
  /** What somebody has to see to; what is zero or not theirs is left out. `more`: at least so many. */
  todos: { code: TodoCode; count: number; more: boolean }[];
  /** Who has not come for `days` days; null for a single store, or before it was counted. */
  sleeping: { days: number; members: number } | null;
}

export interface SleeperView {
  id: string;
  /** Last four digits of the member number. */
  number: string;
  nickname: string | null;
  avatar: string | null;
  tier: string;
  available: Points;
  lastDay: DayKey;
  daysAgo: number;
}

export interface SleepingView extends ServerTime {
  days: number;
  /** Who was here last first: the likeliest to come back. */
  members: SleeperView[];
  nextCursor: string | null;
}

export interface ReportActions {
  /** Somebody who works in some stores alone names one of them. */
  'reports.dashboard': [{ storeId: string | null; span: Span }, DashboardView];
  /** `limit` 1 to 50, 20 when absent. */
  'reports.sleeping': [{ cursor?: string; limit?: number }, SleepingView];
}
