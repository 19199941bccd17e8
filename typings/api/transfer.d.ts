/** Contract of the function `staff`, lists out of the shop and members into it. */
import type { DayKey, EpochMs, Points } from '../domain';
import type { ServerTime } from './shopper';

export type ExportKind = 'members' | 'ledger' | 'orders' | 'redemptions' | 'coupons' | 'trail';

/** 'running' gathers, 'joining' puts the pieces together, 'gone' has lost its files. */
export type ExportState = 'running' | 'joining' | 'done' | 'cancelled' | 'failed' | 'gone';

export interface ExportView {
  id: string;
  kind: ExportKind;
  /** Names and numbers of members are in it. */
  personal: boolean;
  /** First and last day; null: from the beginning, to the moment it was asked for. */
  from: DayKey | null;
  until: DayKey | null;
  /** Null: all that its maker may see. */
  store: string | null;
  by: string;
  /** When it was asked for. */
  day: DayKey;
  time: string;
  state: ExportState;
  /** Rows gathered so far. */
  rows: number;
  /** What can be fetched, in order; empty before it is done. */
  files: { name: string; rows: number; bytes: number }[];
  /** Day on which its files are deleted; null when there are none. */
  goneOn: DayKey | null;
}

/** What a list contains for whoever asks. */
export interface ExportKindView {
  kind: ExportKind;
  personal: boolean;
  /** It is about days, so a period may be chosen. */
  periods: boolean;
  /** It is about stores, so one may be chosen. */
  stores: boolean;
  columns: { header: string; note: string }[];
}

export interface ExportsView extends ServerTime {
  /** Newest first: one's own, for who runs the shop everybody's. */
  exports: ExportView[];
  nextCursor: string | null;
  kinds: ExportKindView[];
  stores: { id: string; name: string }[];
}

export interface ExportLink {
  /** https; good until `until` for whoever has it. */
  url: string;
  until: EpochMs;
  /** 'HH:mm' of `until`. */
  untilTime: string;
  name: string;
}

/** What a row needs to be put right. */
export type ImportProblem =
  | 'WHO'
  | 'PHONE'
  | 'CARD'
  | 'DOUBLE'
  | 'TWO_MEMBERS'
  | 'CLOSED'
  | 'POINTS'
  | 'GROWTH'
  | 'UNTIL'
  | 'UNTIL_PAST'
  | 'TIER';

export type ImportState = 'checked' | 'applying' | 'applied' | 'undoing' | 'undone';

/** Sums of rows, points and growth. */
export interface ImportSum {
  rows: number;
  points: Points;
  growth: number;
}

export interface ImportView {
  id: string;
  /** Of the file; '' when it was pasted. */
  name: string;
  by: string;
  /** When it was looked at. */
  day: DayKey;
  time: string;
  state: ImportState;
  /** Columns that were understood, as they are called in the file; the others are left out. */
  columns: string[];
  ignored: string[];
  /** Who is made, and who is there already and gets it on top. */
  fresh: ImportSum;
  known: ImportSum;
  /** Of the known, how many have points of their own already. */
  withPoints: number;
  /** Rows whose member an earlier import has brought: left out. */
  before: number;
  beforeLines: number[];
  /**
   * Rows with something wrong: left out. At most 100 of them are named, by their line in the file; `column` as the file
   * calls it, `text` what stands there, '' for what says who somebody is.
   */
  wrong: number;
  problems: { line: number; problem: ImportProblem; column: string; text: string }[];
  /** Members by tier, as the file names them. */
  tiers: { name: string; rows: number }[];
  /** Rows done of those that are to be done: of applying, or of undoing. */
  done: number;
  total: number;
  /** Rows that could not be done: accounts closed meanwhile, or brought by another import meanwhile. */
  skipped: number;
  /** Of undoing: points that had been spent already, and so are waived or owed. */
  short: Points;
  /** What happens to points that have been spent by the time of undoing. */
  shortfall: 'waive' | 'debt';
}

export interface ImportsView extends ServerTime {
  /** Newest first. */
  imports: ImportView[];
  nextCursor: string | null;
}

export interface TransferActions {
  'exports.list': [{ cursor?: string }, ExportsView];
  /** `from` and `until` are days, both included. */
  'exports.start': [{ kind: ExportKind; from?: DayKey; until?: DayKey; storeId?: string }, ExportView];
  /** Some seconds of work; again until it is done. */
  'exports.step': [{ id: string }, ExportView];
  'exports.cancel': [{ id: string }, ExportView];
  /** A link to one of its files, by place. */
  'exports.link': [{ id: string; file: number }, ExportLink];
  'imports.list': [{ cursor?: string }, ImportsView];
  'imports.view': [{ id: string }, ImportView];
  /** Reads a file or pasted text; nothing is written on anybody. */
  'imports.check': [{ fileId: string; name: string } | { text: string }, ImportView];
  /** Some seconds of work; again until everything is done. */
  'imports.apply': [{ id: string }, ImportView];
  'imports.undo': [{ id: string }, ImportView];
}
