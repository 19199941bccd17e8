/**
 * What one row of the ledger adds to the sums of its hour. Pure.
 *
 * Law: every point of every row stands in exactly one of issued, used, expired, taken back and moved, so what is
 * outstanding after any stretch is what was before it + issued − used − expired − taken back + moved. What was given back
 * is less used; the two sides of a merger move in different rows and sum to nothing. What somebody gives up by closing their
 * account expires with it, and what they owed is as much less expired.
 */
import type { EntryKind } from '../../../typings/domain';
import { CLOSED_KEY, type Row } from '../account';

/** What is read of a row. */
export const ROW_FIELDS = [
  'memberId',
  'at',
  'kind',
  'key',
  'points',
  'storeId',
  'channel',
  'credited',
  'result.event.amountFen',
  'result.fen',
] as const;

export type LedgerRow = Pick<
  Row,
  '_id' | 'memberId' | 'at' | 'kind' | 'key' | 'points' | 'storeId' | 'channel' | 'credited'
> & {
  result?: { event?: { amountFen?: number }; fen?: number };
};

export type PointColumn = 'issued' | 'used' | 'expired' | 'takenBack' | 'moved';

/** Integers by name; what is 0 is left out. Beside the columns their parts by kind: 'issued_order', 'used_exchange'. */
export type Sums = Readonly<Record<string, number>>;

/** All stores together. No store's id begins like this. */
export const ALL_STORES = '_all';

const SPENDING: ReadonlySet<EntryKind> = new Set([
  'exchange',
  'reserve',
  'captured',
  'released',
  'late',
  'cancel',
  'claim',
  'deduct',
  'restore',
]);

export function columnOf(kind: EntryKind, points: number): PointColumn {
  if (kind === 'merge') return 'moved';
  if (kind === 'expiry' || kind === 'state') return 'expired';
  if (SPENDING.has(kind)) return 'used';
  return kind === 'refund' || points < 0 ? 'takenBack' : 'issued';
}

/** What the columns of these sums change the outstanding points by. */
export function changeOf(sums: Sums): number {
  const of = (column: PointColumn) => sums[column] ?? 0;
  return of('issued') - of('used') - of('expired') - of('takenBack') + of('moved');
}

export function membersOf(sums: Sums): number {
  return (sums.joins ?? 0) - (sums.gone ?? 0);
}

export function measuresOf(row: LedgerRow): Sums {
  const { kind, points, result } = row;
  const column = columnOf(kind, points);
  const signed = column === 'issued' || column === 'moved' ? points : -points;
  const sums: Record<string, number> = { entries: 1 };
  if (points !== 0) {
    sums[column] = signed;
    sums[`${column}_${kind}`] = signed;
  }
  const fen = result?.event?.amountFen ?? 0;
  if (kind === 'join') sums.joins = 1;
  if (kind === 'checkin') sums.checkIns = 1;
  if (kind === 'visit') sums.visits = 1;
  if (kind === 'order') Object.assign(sums, { orders: 1, orderFen: fen });
  if (kind === 'refund') Object.assign(sums, { refunds: 1, refundFen: fen });
  if (kind === 'exchange' || kind === 'captured') sums.redemptions = 1;
  if (kind === 'claim') sums.claims = 1;
  if (kind === 'deduct') Object.assign(sums, { deductions: 1, deductFen: result?.fen ?? 0 });
  if (kind === 'referral') sums.referrals = 1;
  const merged = mergerOf(row);
  if (merged) sums.gone = merged.returned ? -1 : 1;
  if (isClosing(row)) sums.gone = 1;
  return sums;
}

/** Of the entry with which a member goes into another, or comes back because that one could not take it. */
export function mergerOf({ kind, key, memberId }: LedgerRow): { into: string; returned: boolean } | null {
  const begins = `merge:${memberId}:`;
  if (kind !== 'merge' || !key.startsWith(begins)) return null;
  const rest = key.slice(begins.length);
  const returned = rest.endsWith(':returned');
  return { into: returned ? rest.slice(0, -':returned'.length) : rest, returned };
}

/** Of the entry with which an account is closed. */
export function isClosing({ kind, key }: LedgerRow): boolean {
  return kind === 'state' && key === CLOSED_KEY;
}

const ACTS: ReadonlySet<EntryKind> = new Set([
  'join',
  'checkin',
  'makeup',
  'order',
  'visit',
  'exchange',
  'reserve',
  'captured',
  'claim',
  'deduct',
]);

/**
 * Somebody was here, in the shop or in the mini-program; what others or the time have booked is no visit. Nor is what an
 * import brings from another system: those members join without having come.
 */
export function isAct({ kind, channel, credited }: LedgerRow): boolean {
  const imported = kind === 'join' && channel === 'system';
  return ACTS.has(kind) && !credited && !imported;
}

export function plus(a: Sums, b: Sums): Sums {
  const sum: Record<string, number> = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const next = (sum[name] ?? 0) + value;
    if (next === 0) delete sum[name];
    else sum[name] = next;
  }
  return sum;
}

export type StoreSums = Readonly<Record<string, Sums>>;

/** Sums by store. */
export function plusStores(all: readonly StoreSums[]): StoreSums {
  const sum: Record<string, Sums> = {};
  for (const stores of all)
    for (const [store, sums] of Object.entries(stores)) sum[store] = plus(sum[store] ?? {}, sums);
  return sum;
}

/** Adds in place: an hour of a busy shop has thousands of rows. */
export function addRow(stores: Record<string, Record<string, number>>, row: LedgerRow): void {
  const measures = Object.entries(measuresOf(row));
  for (const store of [ALL_STORES, row.storeId]) {
    stores[store] ??= {};
    const sums = stores[store];
    for (const [name, value] of measures) sums[name] = (sums[name] ?? 0) + value;
  }
}

/** Without what has come to nothing: the same rows give the same sums, whatever order they came in. */
export function tidied(stores: Record<string, Record<string, number>>): StoreSums {
  return plusStores([stores].map((each) => ({ ...each }))) as StoreSums;
}
