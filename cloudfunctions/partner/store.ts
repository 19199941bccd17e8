import type { Partner } from '../core/partners';
import type { Settings } from '../core/settings';
import { DEFAULT_STORE, storeOf } from '../core/stores';
import { accept, type Result, refuse } from '../platform/refusal';

/** The store a partner speaks for: the one it names, else its first. Refuses with NOT_ALLOWED or STORE_UNKNOWN. */
export function storeFor({ stores }: Partner, settings: Settings, asked: string | undefined): Result<string> {
  const id = asked ?? stores?.[0] ?? DEFAULT_STORE;
  if (stores && !stores.includes(id)) return refuse('NOT_ALLOWED', { field: 'storeId' });
  return storeOf(settings.stores, id) ? accept(id) : refuse('STORE_UNKNOWN', { field: 'storeId' });
}
