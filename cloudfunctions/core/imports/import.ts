/** Members on their way into the shop: `imports`. An import, and beside it its rows in pieces that never change. */
import type { ImportState, ImportSum, ImportView } from '../../../typings/api/transfer';
import type { DayKey, EpochMs, Points } from '../../../typings/domain';
import { wallClock } from '../calendar';
import type { Named } from '../membership';
import type { Settings } from '../settings';

/** A row that is to be done. Numbers of phones and cards are in no document: only what they are recognised by. */
export interface ImportRow {
  line: number;
  who: Named;
  points: Points;
  growth: number;
  until: DayKey | null;
}

/** Rows of one piece: what a call does between two looks at the clock. */
export const PIECE = 50;

/** `<sheaf>:<n>`; without `at`, so that no list of imports has it. */
export interface Piece {
  _id: string;
  shape: 1;
  rows: ImportRow[];
}

export interface Import {
  /** Digest of staff and key. */
  _id: string;
  shape: 1;
  name: string;
  staffId: string;
  by: string;
  at: EpochMs;
  state: ImportState;
  /** Grows with every step. */
  rev: number;
  /** Names its pieces: a check that broke off has left others behind. */
  sheaf: string;
  pieces: number;
  /** Piece to be done next: of applying, then again of undoing. */
  next: number;
  /** Rows to be done, and done so far. */
  total: number;
  done: number;
  skipped: number;
  short: Points;
  columns: string[];
  ignored: string[];
  fresh: ImportSum;
  known: ImportSum;
  withPoints: number;
  before: number;
  beforeLines: number[];
  wrong: number;
  problems: ImportView['problems'];
  tiers: ImportView['tiers'];
  /** When the timer goes on with it; null when nothing is to be done. */
  look: EpochMs | null;
  /** Its rows have been kept long enough and are gone (core/retention): nothing can be carried out any more. */
  gone?: true;
}

export const MINUTE_MS = 60_000;

export function importView(each: Import, { programme }: Settings): ImportView {
  const { _id: id, name, by, at, state, columns, ignored, fresh, known, withPoints, before, beforeLines } = each;
  const { wrong, problems, tiers, done, total, skipped, short } = each;
  return {
    id,
    name,
    by,
    ...wallClock(at, programme.zone),
    state,
    columns,
    ignored,
    fresh,
    known,
    withPoints,
    before,
    beforeLines,
    wrong,
    problems,
    tiers,
    done,
    total,
    skipped,
    short,
    shortfall: programme.refund.shortfall,
  };
}

export function pieceId(sheaf: string, n: number): string {
  return `${sheaf}:${n}`;
}
