/** What the timer last found out of itself: written by it alone, at most once a tick, and read by the shop's check-up. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { ensure, findById, type Match, type Reader, type Store } from '../../platform/store';

/** 'answered': the keys are in order and WeChat knows nothing of an order that was never made. */
export type PayFound = 'off' | 'answered' | 'missing' | 'broken' | 'other' | 'silent';

export interface PayChecked {
  at: EpochMs;
  /** Whose keys: way and merchant, as the settings had it. */
  account: string;
  found: PayFound;
}

export interface OpenApiChecked {
  at: EpochMs;
  /** API -> 0, or the number of a refusal in front of WeChat. Dots of names are written as colons. */
  answers: Record<string, number>;
}

export interface TimerHealth {
  _id: 'timer';
  shape: 1;
  at: EpochMs;
  build: string | null;
  /** Names of the steps that failed; 'settings' when none could begin. */
  tick: { at: EpochMs; ms: number; failed: string[] };
  /** Id of a key -> how many documents hold texts under it; empty while that cannot be said (core/sealing). */
  sealed: Record<string, number>;
  /** The key that new texts are under; null when the step that knows has failed. */
  sealedUnder: string | null;
  /** A word of no meaning, sealed with the timer's key in use: whoever shares its keys can open it. */
  probe: string;
  pay: PayChecked | null;
  openapi: OpenApiChecked | null;
}

const TIMER = 'timer';

export function timerHealth(store: Reader): Promise<TimerHealth | null> {
  return findById<TimerHealth>(store, 'health', TIMER);
}

/** What a tick says of itself, and nothing of what others said; false where they do not stand as `where` says. */
export function saveTick(
  store: Store,
  where: Match,
  tick: Omit<TimerHealth, '_id' | 'shape' | 'pay' | 'openapi'>,
): Promise<boolean> {
  return store.update('health', TIMER, where, { set: tick });
}

export async function saveTimerHealth({ store }: Environment, health: TimerHealth): Promise<void> {
  const { _id, ...content } = health;
  if (await store.update('health', _id, {}, { set: content })) return;
  await ensure(store, 'health', health);
}
