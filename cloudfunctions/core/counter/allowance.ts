/**
 * What one cashier may book a day. It is taken before the sale, under a condition, and given back when the sale is
 * refused; what is undone stays counted, or sale and undoing in turn would have no limit. Who leads has none.
 */
import type { DayKey, EpochMs, Fen } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { findById, StoreError } from '../../platform/store';
import { leads, type Staff } from '../staffing';

/** ¥50,000 */
export const DAY_FEN = 5_000_000;
export const DAY_SALES = 500;
const KEPT_MS = 3 * 86_400_000;

interface Allowance {
  _id: string;
  shape: 1;
  fen: number;
  n: number;
  /** Order -> its amount: a repeat takes nothing more. */
  parts: Record<string, number>;
  until: EpochMs;
}

export interface Part {
  staff: Staff;
  day: DayKey;
  orderId: string;
  fen: Fen;
}

/** 'before': by another call for the same order, which alone may give it back. */
export type Taken = 'now' | 'before' | 'none left';

export async function takeAllowance(env: Environment, part: Part): Promise<Taken> {
  const { staff, orderId, fen } = part;
  if (leads(staff.role)) return 'before';
  if (fen > DAY_FEN) return 'none left';
  const [_id, own] = [idOf(part), `parts.${orderId}`];
  const where = { n: { lte: DAY_SALES - 1 }, fen: { lte: DAY_FEN - fen }, [own]: null };
  const more = () => env.store.update('tallies', _id, where, { inc: { n: 1, fen }, set: { [own]: fen } });
  if (await more()) return 'now';
  const until = (env.now + KEPT_MS) as EpochMs;
  const first: Allowance = { _id, shape: 1, fen, n: 1, parts: { [orderId]: fen }, until };
  try {
    await env.store.add('tallies', first);
    return 'now';
  } catch (there) {
    if (!(there instanceof StoreError)) throw there;
  }
  // Full, or begun by another sale just now, or taken by an earlier call of the same key.
  if (await more()) return 'now';
  const allowance = await findById<Allowance>(env.store, 'tallies', _id);
  return allowance?.parts[orderId] === fen ? 'before' : 'none left';
}

/** Of a sale that was refused; may be repeated. */
export async function giveAllowanceBack(env: Environment, part: Part): Promise<void> {
  const { orderId, fen } = part;
  const own = `parts.${orderId}`;
  await env.store.update('tallies', idOf(part), { [own]: fen }, { inc: { n: -1, fen: -fen }, unset: [own] });
}

function idOf({ staff, day }: Part): string {
  return `sales:${staff._id}:${day}`;
}
