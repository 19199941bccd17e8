/** What the staff did: `actions`, each with who, where and when. Never changed but to say that it was undone. */
import type { Role } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';
import { digest } from '../../platform/ids';
import type { Store } from '../../platform/store';
import { ensure } from '../../platform/store';
import type { StaffAction } from './duties';
import type { Staff } from './staff';

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
  change: 'claimed' | 'invited' | 'cancelled' | 'joined' | 'suspended' | 'resumed' | 'changed' | 'left';
  /** Whom it is about; of an invite nobody yet. */
  subject: string | null;
  role: Role;
  stores: string[];
}

/** A parcel was sent, or its number put right. */
export interface ParcelAct extends Act {
  kind: 'parcel';
  memberId: string;
  redemptionId: string;
  name: string;
}

/** What a row of the trail says beside who, when and where: whom or what it is about, and by what numbers and words. */
export interface Said {
  /** Id of a member, reward, template, partner …; null when it is about the shop. */
  subject: string | null;
  /** What it was called then; '' for a member, whose name is theirs to change. */
  name: string;
  storeId?: string;
  /** Never personal data; at most 20, texts of at most 200 characters. */
  facts: Record<string, string | number>;
}

/** Anything else that the staff did. */
export interface AdminAct extends Act {
  kind: 'admin';
  what: StaffAction;
  subject: string | null;
  name: string;
  facts: Record<string, string | number>;
}

export function actIdOf(staffId: string, key: string): string {
  return digest(`${staffId} ${key}`);
}

/** A repeat of the same key is the same row. */
export async function note(
  env: { store: Store; now: EpochMs },
  staff: Staff,
  key: string,
  what: StaffAction,
  { subject, name, storeId = '', facts }: Said,
): Promise<void> {
  const who = {
    _id: actIdOf(staff._id, key),
    shape: 1 as const,
    staffId: staff._id,
    by: staff.name,
    storeId,
    at: env.now,
  };
  await ensure(env.store, 'actions', { ...who, kind: 'admin', what, subject, name, facts } as AdminAct);
}

export async function record(store: Store, change: Omit<StaffChange, 'shape' | 'kind' | 'storeId'>): Promise<void> {
  const document: StaffChange = { ...change, shape: 1, kind: 'staff', storeId: '' };
  await ensure(store, 'actions', document);
}

/** What somebody did to the staff, under the key of their command. */
export async function recordBy(
  env: { store: Store; now: EpochMs },
  { _id: staffId, name: by }: Staff,
  key: string,
  change: Pick<StaffChange, 'change' | 'subject' | 'role' | 'stores'>,
): Promise<void> {
  await record(env.store, { _id: actIdOf(staffId, key), staffId, by, at: env.now, ...change });
}
