/** An invite as it is stored, and which of them are open. */
import { createHmac } from 'node:crypto';
import type { Role } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';
import { keyFor } from '../../platform/secrets';
import type { Match } from '../../platform/store';
import { typed } from './code';

export interface Invite {
  /** Keyed digest of the code: whoever reads the database learns no code from it. */
  _id: string;
  shape: 1;
  role: Role;
  stores: string[];
  invitedBy: string;
  until: EpochMs;
  /** Staff who joined with it. */
  usedBy: string | null;
  usedAt: EpochMs | null;
  /** Absent while it was not taken back. */
  cancelledAt?: EpochMs | null;
}

/** Nobody has used it, and somebody still may. */
export function isOpenAt(now: EpochMs): Match {
  return { usedBy: null, cancelledAt: null, until: { gte: now } };
}

export function inviteIdOf(code: string): string {
  return createHmac('sha256', keyFor('invite'))
    .update(`id ${typed(code)}`)
    .digest('base64url');
}
