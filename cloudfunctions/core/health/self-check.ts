import type { Reader } from '../../platform/store';
import { readable } from './collections';
import { keysWork } from './keys';

/** What deployment asks of a function that it has just put there: nothing secret in it, and nothing is written. */
export interface SelfCheck {
  build: string | null;
  /** Name -> whether it can be read. */
  collections: Record<string, boolean>;
  keys: boolean;
}

export async function selfCheck(store: Reader, build: string | null): Promise<SelfCheck> {
  return { build, collections: await readable(store), keys: keysWork() };
}

export function asksForSelfCheck(event: unknown): boolean {
  return event !== null && typeof event === 'object' && (event as { action?: unknown }).action === 'selfCheck';
}
