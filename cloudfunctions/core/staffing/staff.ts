import type { Role } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';

export interface Staff {
  _id: string;
  shape: 1;
  openid: string;
  name: string;
  role: Role;
  /** Stores they work in; none: every one. */
  stores: string[];
  state: 'active' | 'suspended';
  joinedAt: EpochMs;
  invitedBy: string | null;
}
