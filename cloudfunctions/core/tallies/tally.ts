/**
 * Counts that limit: one document a thing that is counted and a span of time, forgotten afterwards. A turn is taken
 * before the thing is done, under a condition, so any number of attempts at once get no more turns than there are.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { type Store, StoreError } from '../../platform/store';

export interface Turns {
  /** What is counted and in which span: 'look:<staff>:<minute>'. */
  id: string;
  max: number;
  /** When the count may be forgotten. */
  until: EpochMs;
}

/** @returns whether there was a turn left */
export async function takeTurn(store: Store, { id, max, until }: Turns): Promise<boolean> {
  const more = () => store.update('tallies', id, { n: { lte: max - 1 } }, { inc: { n: 1 } });
  if (await more()) return true;
  try {
    await store.add('tallies', { _id: id, shape: 1, n: 1, until } as { _id: string });
    return true;
  } catch (there) {
    if (!(there instanceof StoreError)) throw there;
    // Full, or begun by another attempt just now.
    return more();
  }
}

/** After an attempt that is not to count: a right code. */
export async function giveTurnBack(store: Store, { id }: Turns): Promise<void> {
  await store.update('tallies', id, { n: { gte: 1 } }, { inc: { n: -1 } });
}

const MINUTE_MS = 60_000;

/** So many in the minute that runs now. */
export function turnsOfMinute(what: string, now: EpochMs, max: number): Turns {
  const minute = Math.floor(now / MINUTE_MS);
  return { id: `${what}:${minute}`, max, until: ((minute + 10) * MINUTE_MS) as EpochMs };
}

const PAGE = 500;

/** Forgets counts whose time is over; stops in time and goes on at the next tick. */
export async function clearTallies(env: Environment, stopAt: EpochMs): Promise<number> {
  let cleared = 0;
  while (env.clock() < stopAt) {
    const gone = await env.store.remove('tallies', { until: { lte: env.now } }, PAGE);
    cleared += gone;
    if (gone < PAGE) break;
  }
  return cleared;
}
