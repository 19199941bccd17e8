import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Reader } from '../../platform/store';
import { coversStore } from './bounds';
import { isDutyOf, type StaffAction } from './duties';
import type { Staff } from './staff';

/** Who this openid is here, suspended or not. One indexed read, and never an old answer: who is suspended is out at once. */
export async function findStaff(store: Reader, openid: string): Promise<Staff | null> {
  const [found] = await store.find<Staff>('staff', { where: { openid }, limit: 1 });
  return found ?? null;
}

/** Refuses with NOT_STAFF or ROLE_REQUIRED. */
export async function authorise(env: Environment, openid: string, action: StaffAction): Promise<Result<Staff>> {
  const staff = await findStaff(env.store, openid);
  if (staff?.state !== 'active') return refuse('NOT_STAFF');
  return isDutyOf(staff.role, action) ? accept(staff) : refuse('ROLE_REQUIRED');
}

/** Refuses with STORE_UNKNOWN or STORE_NOT_YOURS. */
export function worksIn(staff: Staff, stores: readonly { id: string }[], storeId: string): Result<string> {
  if (!stores.some(({ id }) => id === storeId)) return refuse('STORE_UNKNOWN', { field: 'storeId' });
  return coversStore(staff, storeId) ? accept(storeId) : refuse('STORE_NOT_YOURS', { field: 'storeId' });
}
