import type { Partner } from '../core/partners';
import type { Settings } from '../core/settings';
import { DEFAULT_STORE, storeOf } from '../core/stores';
import { accept, type Result, refuse } from '../platform/refusal';

/** The store a partner speaks for when something is sold: the one it names, else its first. Refuses with NOT_ALLOWED or STORE_UNKNOWN. */
export function storeFor({ stores }: Partner, settings: Settings, asked: string | undefined): Result<string> {
  const id = asked ?? stores?.[0] ?? DEFAULT_STORE;
  if (stores && !stores.includes(id)) return refuse('NOT_ALLOWED', { field: 'storeId' });
  return storeOf(settings.stores, id) ? accept(id) : refuse('STORE_UNKNOWN', { field: 'storeId' });
}

/**
 * Of what happens later to an order whose payment is not known yet. The store may have been given up since: a return goes
 * on all the same.
 */
export function ownStore({ stores }: Partner): string {
  return stores?.[0] ?? DEFAULT_STORE;
}
