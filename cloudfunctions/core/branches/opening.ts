/** What becomes of the list of stores when one of them is opened, changed or closed. Pure. */
import type { StoreFields } from '../../../typings/api/team';
import { accept, type Result, refuse } from '../../platform/refusal';
import { boundTo, coversStore, type Staff } from '../staffing';
import { DEFAULT_STORE, openOf, STORES_MAX, type StoreInfo, storeOf } from '../stores';

type Bound = Pick<Staff, 'role' | 'stores'>;

/** Who works in some stores only looks after those; another one is opened by who answers for all of them. */
export function mayOpen(staff: Bound): boolean {
  return boundTo(staff) === null;
}

/** Refuses with STORE_UNKNOWN or STORE_NOT_YOURS, and with INVALID_INPUT, TOO_MANY or NOT_ALLOWED. */
export function withStore(
  list: readonly StoreInfo[],
  staff: Bound,
  { id, isNew, store }: { id: string; isNew: boolean; store: StoreFields },
): Result<StoreInfo[]> {
  const before = storeOf(list, id);
  if (!before && !isNew) return refuse('STORE_UNKNOWN', { field: 'id' });
  if (!(isNew ? mayOpen(staff) : coversStore(staff, id))) return refuse('STORE_NOT_YOURS', { field: 'id' });
  const turned = store.closed !== (before?.closed ?? false);
  if (turned && !mayOpen(staff)) return refuse('STORE_NOT_YOURS', { field: 'store.closed' });
  // Every record that names no store belongs to it.
  if (id === DEFAULT_STORE && store.closed)
    return refuse('NOT_ALLOWED', { field: 'store.closed', reason: 'defaultStore' });
  const others = list.filter((each) => each.id !== id);
  // Two of one name cannot be told apart at the counter.
  if (!store.closed && openOf(others).some(({ name }) => name === store.name))
    return refuse('INVALID_INPUT', { field: 'store.name', reason: 'taken' });
  if (!before && list.length >= STORES_MAX) return refuse('TOO_MANY', { limit: STORES_MAX });
  const { closed, ...fields } = store;
  const after: StoreInfo = { id, ...fields, ...(closed ? { closed } : {}) };
  return accept(before ? list.map((each) => (each.id === id ? after : each)) : [...list, after]);
}
