import type { Role } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';
import { digest } from '../../platform/ids';

export interface Staff {
  /** Follows from the openid: whoever joins twice at once is one person. */
  _id: string;
  shape: 1;
  openid: string;
  name: string;
  role: Role;
  /** Stores they work in; none: every one. */
  stores: string[];
  /** 'left': of their own will; an invite brings them back. */
  state: 'active' | 'suspended' | 'left';
  joinedAt: EpochMs;
  invitedBy: string | null;
  /** When the invite was used that says their role and stores; only grows, so an older one changes nothing any more. */
  invitedAt: EpochMs;
  /** Number of the last change of an owner's state (owners.ts); 0 when there was none. */
  turn: number;
  /** Changes of role and stores so far; absent while there was none. */
  rev?: number;
}

/** At most so many; a shop with more of them has lost track of who may book. */
export const STAFF_MAX = 200;

/** 24 characters of [A-Za-z0-9_-]. */
export function staffIdOf(openid: string): string {
  return digest(`staff ${openid}`).slice(0, 24);
}
