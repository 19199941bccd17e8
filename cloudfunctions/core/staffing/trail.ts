/** What the staff did: `actions`, each with who, where and when. Never changed but to say that it was undone. */
import type { EpochMs } from '../../../typings/domain';
import { digest } from '../../platform/ids';
import type { Store } from '../../platform/store';
import { ensure } from '../../platform/store';

/** What all of them say. */
export interface Act {
  /** Digest of staff and key: a repeat is the same act. */
  _id: string;
  shape: 1;
  staffId: string;
  /** What they were called then. */
  by: string;
  /** '' where it belongs to no store. */
  storeId: string;
  at: EpochMs;
}

/** A change of the staff itself. */
export interface StaffChange extends Act {
  kind: 'staff';
  change: 'claimed' | 'invited' | 'joined' | 'suspended' | 'resumed';
  /** Whom it is about; of an invite nobody yet. */
  subject: string | null;
  role: 'owner' | 'cashier';
  stores: string[];
}

/** A parcel was sent, or its number put right. */
export interface ParcelAct extends Act {
  kind: 'parcel';
  memberId: string;
  redemptionId: string;
  name: string;
}

export function actIdOf(staffId: string, key: string): string {
  return digest(`${staffId} ${key}`);
}

export async function record(store: Store, change: Omit<StaffChange, 'shape' | 'kind' | 'storeId'>): Promise<void> {
  const document: StaffChange = { ...change, shape: 1, kind: 'staff', storeId: '' };
  await ensure(store, 'actions', document);
}
