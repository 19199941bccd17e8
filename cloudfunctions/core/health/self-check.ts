import type { Reader } from '../../platform/store';
import { readable } from './collections';
import { timerHealth } from './document';
import { keysWork } from './keys';

/** What deployment asks of a function that it has just put there: nothing secret in it, and nothing is written. */
export interface SelfCheck {
  build: string | null;
  /** Name -> whether it can be read. */
  collections: Record<string, boolean>;
  keys: boolean;
  /** As the timer last counted (document.ts, sealed); null when it never has. */
  sealed: Record<string, number> | null;
}

export async function selfCheck(store: Reader, build: string | null): Promise<SelfCheck> {
  const collections = await readable(store);
  const counted = collections.health ? await timerHealth(store) : null;
  return { build, collections, keys: keysWork(), sealed: counted?.sealed ?? null };
}

export function asksForSelfCheck(event: unknown): boolean {
  return event !== null && typeof event === 'object' && (event as { action?: unknown }).action === 'selfCheck';
}
