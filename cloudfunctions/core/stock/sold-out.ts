/**
 * What this instance has just seen to be sold out, so that a rush costs a member no look at the stock. It never spares
 * the look at the member: a repeat of a success must find it.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Clock } from '../../platform/clock';
import type { Environment } from '../../platform/environment';
import type { Bound, Stock, StockId, Take } from './stock';

const MEMORY_MS = 1_500;
const MEMORY_MAX = 200;

interface Seen {
  left: number;
  at: EpochMs;
  /** Whose attempts held something then: they may have succeeded since. */
  holders: ReadonlySet<string>;
}

/** Of each clock, since instants of two clocks cannot be compared; an instance has one. */
const memories = new WeakMap<Clock, Map<StockId, Seen>>();

/** To be called when the stock was just read. */
export function rememberLeft({ clock }: Environment, { _id, left, holds }: Stock): void {
  const seen = memories.get(clock) ?? new Map<StockId, Seen>();
  memories.set(clock, seen);
  seen.delete(_id);
  for (const oldest of [...seen.keys()].slice(0, seen.size + 1 - MEMORY_MAX)) seen.delete(oldest);
  seen.set(_id, { left, at: clock(), holders: new Set(Object.values(holds).map(nameOf)) });
}

/**
 * When it was last seen that there are not so many; null when that is too long ago, or was not seen. An attempt of the
 * same key that had been settled then is in the member, if that is read after it.
 */
export function soldOutAt({ clock }: Environment, { stock, n }: Take, by: Bound): EpochMs | null {
  const seen = memories.get(clock)?.get(stock);
  if (!seen || clock() - seen.at > MEMORY_MS || seen.left >= n || seen.holders.has(nameOf(by))) return null;
  return seen.at;
}

function nameOf({ memberId, key }: Pick<Bound, 'memberId' | 'key'>): string {
  return `${memberId} ${key}`;
}
