/** Who may give whom a place: a role, and the stores it holds in. Pure. */
import type { Role } from '../../../typings/api/staff';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { StoreInfo } from '../stores';
import { covers } from './bounds';
import { mayAppoint } from './roles';
import type { Staff } from './staff';

/** `stores` empty: every one. */
export interface Place {
  role: Role;
  stores: string[];
}

/** Refuses with ROLE_REQUIRED or STORE_NOT_YOURS. */
export function mayPlace(by: Pick<Staff, 'role' | 'stores'>, { role, stores }: Place): Result<null> {
  if (!mayAppoint(by.role, role)) return refuse('ROLE_REQUIRED', { field: 'role' });
  return covers(by, stores) ? accept(null) : refuse('STORE_NOT_YOURS', { field: 'stores' });
}

/** The place as it is stored. Refuses with ROLE_REQUIRED, STORE_NOT_YOURS or STORE_UNKNOWN. */
export function placeFor(
  by: Pick<Staff, 'role' | 'stores'>,
  input: Place,
  all: readonly Pick<StoreInfo, 'id'>[],
): Result<Place> {
  const { role } = input;
  // An owner works everywhere.
  const stores = role === 'owner' ? [] : [...new Set(input.stores)];
  if (!stores.every((each) => all.some(({ id }) => id === each))) return refuse('STORE_UNKNOWN', { field: 'stores' });
  const may = mayPlace(by, { role, stores });
  return may.ok ? accept({ role, stores }) : may;
}
