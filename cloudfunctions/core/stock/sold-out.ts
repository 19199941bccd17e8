/**
 * What this instance has just seen to be sold out, so that a rush costs a member no look at the stock. It never spares
 * the look at the member: a repeat of a success must find it.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Bound, Stock, StockId, Take } from './stock';

const MEMORY_MS = 1_500;
const MEMORY_MAX = 200;

interface Seen {
  left: number;
  at: EpochMs;
  /** Whose attempts held something then: they may have succeeded since. */
  holders: ReadonlySet<string>;
}

const seen = new Map<StockId, Seen>();

/** @param at after the stock was read */
export function rememberLeft({ _id, left, holds }: Stock, at: EpochMs): void {
  seen.delete(_id);
  for (const oldest of [...seen.keys()].slice(0, seen.size + 1 - MEMORY_MAX)) seen.delete(oldest);
  seen.set(_id, { left, at, holders: new Set(Object.values(holds).map(nameOf)) });
}

/**
 * @param now when the call began. Only what was seen before that counts: an attempt of the same key that had been
 *   settled then is in the member which the call has read since.
 */
export function isSoldOut({ stock, n }: Take, by: Bound, now: EpochMs): boolean {
  const last = seen.get(stock);
  if (!last || last.at >= now || now - last.at > MEMORY_MS) return false;
  return last.left < n && !last.holders.has(nameOf(by));
}

function nameOf({ memberId, key }: Pick<Bound, 'memberId' | 'key'>): string {
  return `${memberId} ${key}`;
}
