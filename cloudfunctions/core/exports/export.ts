/** A list on its way out of the shop: `exports`. */
import type { ExportKind, ExportState, ExportView } from '../../../typings/api/transfer';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { dayOf, wallClock } from '../calendar';
import type { Settings } from '../settings';
import { covers, leads, type Staff } from '../staffing';
import { storeOf } from '../stores';
import type { Cursor } from './pages';

/** A piece of at most 10,000 rows, without header. */
export interface Part {
  fileId: string;
  rows: number;
  bytes: number;
}

/** What is handed out. */
export interface Volume extends Part {
  name: string;
  /** Parts that went into it. */
  parts: number;
}

export interface Export {
  /** Digest of staff and key: a repeat is the same list. */
  _id: string;
  shape: 1;
  kind: ExportKind;
  /** Names and numbers of members are in it: only for who may see them, also later. */
  personal: boolean;
  from: DayKey | null;
  until: DayKey | null;
  /** The store that was chosen; '' for all. */
  storeId: string;
  /** Stores whose rows are in it; null: every one, and what belongs to none. */
  stores: string[] | null;
  staffId: string;
  by: string;
  at: EpochMs;
  state: ExportState;
  /** Grows with every step: two at once cannot both take the same one. */
  rev: number;
  /** Where the next piece begins. */
  cursor: Cursor;
  rows: number;
  parts: Part[];
  volumes: Volume[];
  /** When the timer looks at it: nobody goes on with it, or its files are to be deleted. Null when never. */
  look: EpochMs | null;
  goneAt: EpochMs | null;
  /** How often the timer has taken it up without getting further. */
  tries: number;
}

/** The database's own clock at the insert: what was written later is not in the list. */
export type StoredExport = Export & { bornAt: Date };

export const MINUTE_MS = 60_000;
export const KEPT_MS = 7 * 86_400_000;

/** Somebody's own, or of whoever runs the shop; never more than they may see today. */
export function maySee(staff: Staff, { staffId, personal, kind, stores }: Export): boolean {
  const mine = staffId === staff._id || leads(staff.role);
  const shown = (!personal && kind !== 'trail') || leads(staff.role);
  return mine && shown && covers(staff, stores ?? []);
}

export function exportView(each: Export, { stores, programme }: Settings): ExportView {
  const { _id, kind, personal, from, until, storeId, by, at, state, rows, volumes, goneAt } = each;
  return {
    id: _id,
    kind,
    personal,
    from,
    until,
    store: storeId === '' ? null : (storeOf(stores, storeId)?.name ?? storeId),
    by,
    ...wallClock(at, programme.zone),
    state,
    rows,
    files: state === 'done' ? volumes.map(({ name, rows: n, bytes }) => ({ name, rows: n, bytes })) : [],
    goneOn: state === 'done' && goneAt !== null ? dayOf(goneAt, programme.zone) : null,
  };
}
