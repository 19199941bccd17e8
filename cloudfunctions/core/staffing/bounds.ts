/** Where somebody of the staff works, and so what they see and do. Pure. */
import type { Staff } from './staff';

type Bound = Pick<Staff, 'role' | 'stores'>;

/** The stores they work in; null: every one. */
export function boundTo({ role, stores }: Bound): readonly string[] | null {
  return role === 'owner' || stores.length === 0 ? null : stores;
}

/** What happened in this store is theirs to see; '' belongs to no store. */
export function coversStore(staff: Bound, storeId: string): boolean {
  return boundTo(staff)?.includes(storeId) ?? true;
}

/** Whoever works in `stores` (none: in every one) works only where this person does. */
export function covers(staff: Bound, stores: readonly string[]): boolean {
  const own = boundTo(staff);
  return own === null || (stores.length > 0 && stores.every((each) => own.includes(each)));
}
