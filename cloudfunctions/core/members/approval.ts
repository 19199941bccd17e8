/**
 * A correction that another person has to agree to. The document is its own arbiter: it is claimed under a condition on
 * its state, and only then booked, under a key that follows from its id.
 *
 * waiting → declined; waiting or refused → agreeing → agreed, or → refused when the account could not take it. What has
 * been booked is 'agreed' whoever looks; what stands in 'agreeing' is carried on by the timer.
 */
import type { ApprovalView } from '../../../typings/api/members';
import type { EpochMs, Points } from '../../../typings/domain';
import { findById, type Reader } from '../../platform/store';
import type { Member } from '../account';
import { wallClock } from '../calendar';
import type { Settings } from '../settings';
import { leads, type Staff } from '../staffing';

export interface Approval {
  /** Of the act that asked for it: a repeat is the same. */
  _id: string;
  shape: 1;
  what: 'adjust';
  memberId: string;
  points: Points;
  reason: string;
  /** For the colleagues alone; ''. */
  note: string;
  print: string;
  staffId: string;
  /** What they were called then. */
  by: string;
  at: EpochMs;
  state: ApprovalView['state'];
  refusal: string | null;
  decidedById: string | null;
  decidedBy: string;
  decidedAt: EpochMs | null;
  /** Whoever asked has agreed to it themselves, because nobody else could. */
  alone: boolean;
}

export const WAITING = ['waiting', 'agreeing'] as const;
/** More than this is told as so many. */
const COUNTED_MAX = 100;

export function findApproval(store: Reader, id: string): Promise<Approval | null> {
  return findById<Approval>(store, 'approvals', id);
}

/** How many corrections wait for somebody's consent, up to 100. */
export async function waitingApprovals(store: Reader): Promise<number> {
  const where = { state: 'waiting' };
  return (await store.find('approvals', { where, limit: COUNTED_MAX, fields: ['_id'] })).length;
}

/** @param alone whether nobody but the one who asked could decide it */
export function approvalView(
  approval: Approval,
  member: Pick<Member, '_id' | 'number' | 'profile' | 'state'> | null,
  { programme }: Settings,
  staff: Staff,
  alone: boolean,
): ApprovalView {
  const { _id: id, points, reason, note, by, at, state, refusal, decidedBy } = approval;
  const own = approval.staffId === staff._id;
  const named = member && member.state !== 'closed' ? member.profile.nickname : null;
  return {
    id,
    member: { id: approval.memberId, number: member?.number ?? '', nickname: named },
    points,
    reason,
    note,
    by,
    at,
    ...wallClock(at, programme.zone),
    state,
    refusal,
    decidedBy,
    own,
    open: (state === 'waiting' || state === 'refused') && leads(staff.role) && (!own || alone),
  };
}
