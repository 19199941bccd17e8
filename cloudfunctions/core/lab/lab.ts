/** A replay as it is stored: `labs/<id>`, and beside it parts `<id>:<step>:<bucket>` while it runs. */
import type { Compared, LabView, PointValue } from '../../../typings/api/lab';
import type { EpochMs } from '../../../typings/domain';
import type { Ranking } from './ranking';
import type { Sums } from './sums';

/** Newest first: when there are more events than are looked at, the last weeks are whole. */
export type Cursor =
  /** Events of before. */
  | { before: EpochMs }
  /** So many entries are of one instant (a night's run, an import) that they come by their ids. */
  | { at: EpochMs; after: string };

export interface Lab {
  _id: string;
  shape: 1;
  /** Grows by one with every step: of two at once one counts. */
  rev: number;
  state: LabView['state'];
  /** 'events' are replayed, then the 'members' are told apart. */
  phase: 'events' | 'members';
  /** Of the draft. */
  draftRev: number;
  weeks: number;
  at: EpochMs;
  /** Who asked for it, as they were called. */
  by: string;
  /** Events from `from` on and before `until`. */
  from: EpochMs;
  until: EpochMs;
  /** Where the next step goes on. */
  cursor: Cursor;
  /** Share of the members that is looked at next. */
  bucket: number;
  /** Steps that have left parts. */
  steps: string[];
  /** Both programmes as they were when it began, as JSON: field names of theirs must not meet the database's own. */
  current: string;
  draft: string;
  /** Thresholds of all times, as JSON: by them a tier that is no more has another name. */
  ladders: string;
  value: Compared<PointValue | null>;
  sums: Sums;
  ranking: Ranking;
  /** The most that an order can bring, as JSON; null until it is done. */
  worst: string | null;
}

/** Differences of some members, of one step. */
export interface Part {
  _id: string;
  shape: 1;
  members: string[];
  points: number[];
}

export const WEEKS = 8;
export const WEEKS_MAX = 26;
export const EVENTS_MAX = 200_000;
/** Replays that are kept to be looked at again. */
export const KEPT = 20;

export function partId(labId: string, step: string, bucket: number): string {
  return `${labId}:${step}:${bucket}`;
}

/** All parts of a replay, and nothing else: ids have no colon of their own. */
export function partsOf(labId: string): { from: string; before: string } {
  return { from: `${labId}:`, before: `${labId};` };
}
