/**
 * Sums of hours, days and months, one document each. A row of the ledger is never taken away, so of two sums of the same
 * stretch the one over more rows is the newer one: that is what a write is conditional on, and a timer that was held up
 * replaces nothing newer.
 */
import type { DayKey, MonthKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { ensure, findById } from '../../platform/store';
import { plusStores, type StoreSums } from './measures';

export interface Rollup {
  _id: string;
  shape: 1;
  /** Rows of the ledger in it. */
  rows: number;
  stores: StoreSums;
  /** Of a day: distinct members, by store (see activity.ts). */
  windows?: Record<string, number[]>;
  /** Number of the census that has counted them; 0 before there was one. */
  counted: number;
  /** Of an hour: who has written it, and whether the days it matters to have been made due since. */
  by?: string;
  told?: boolean;
}

export const hourId = (slot: string) => `hour:${slot}`;
export const dayId = (day: DayKey) => `day:${day}`;
export const monthId = (month: MonthKey) => `month:${month}`;

export type Summed = Pick<Rollup, '_id' | 'rows' | 'stores' | 'by' | 'told'>;

/** Replaces the sums when these are over as many rows or more. */
export async function putSums(env: Environment, { _id, ...sums }: Summed): Promise<void> {
  const put = () => env.store.update('rollups', _id, { rows: { lte: sums.rows } }, { set: { ...sums } });
  if (await put()) return;
  if (await findById(env.store, 'rollups', _id, ['_id'])) return;
  const made: Rollup = { _id, shape: 1, counted: 0, ...sums };
  if (!(await ensure(env.store, 'rollups', made))) await put();
}

/** A day is its hours. */
export async function sumDay(env: Environment, day: DayKey): Promise<void> {
  await sumOf(env, dayId(day), hourId(`${day}:`), hourId(`${day};`));
}

/** A month is its days. */
export async function sumMonth(env: Environment, month: MonthKey): Promise<void> {
  await sumOf(env, monthId(month), `day:${month}-`, `day:${month}.`);
}

/** More than the hours of a day and the days of a month. */
const PARTS_MAX = 40;

async function sumOf(env: Environment, _id: string, from: string, before: string): Promise<void> {
  const where = { _id: { from, before } };
  const parts = await env.store.find<Rollup>('rollups', { where, limit: PARTS_MAX, fields: ['rows', 'stores'] });
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  await putSums(env, { _id, rows, stores: plusStores(parts.map(({ stores }) => stores)) });
}
