/** The staff put a balance right, by themselves or with somebody else's consent. */
import type { ApprovalView, MemberActions } from '../../../typings/api/members';
import type { Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure } from '../../platform/store';
import { execute, factUnder, type Member, spendable } from '../account';
import { dayOf } from '../calendar';
import { ADJUST_MAX } from '../care';
import { loadSettings, type Settings } from '../settings';
import { actIdOf, type Staff } from '../staffing';
import { type Approval, approvalView, findApproval } from './approval';
import { othersWhoDecide } from './deciders';
import { aloneOf, tooMany } from './limits';
import { barTo, type Correction, correcting, correctionKey, printOfCorrection } from './points';
import { careStamp, subjectOf } from './subject';

type Input = MemberActions['members.adjust'][0];
type Adjusted = MemberActions['members.adjust'][1];

/**
 * Refuses with MEMBER_NOT_FOUND, CLOSED, INSUFFICIENT (naming what is there), TOO_MANY, KEY_REUSED or INVALID_INPUT;
 * with BUSY when the same key is to be sent again.
 */
export async function adjust(env: Environment, staff: Staff, input: Input, key: string): Promise<Result<Adjusted>> {
  const { id: memberId, points, reason, note } = input;
  if (points === 0 || Math.abs(points) > ADJUST_MAX) return refuse('INVALID_INPUT', { field: 'points' });
  const settings = await loadSettings(env);
  const id = actIdOf(staff._id, key);
  const correction: Correction = { memberId, points, reason };
  const [subject, asked] = await Promise.all([subjectOf(env, settings, memberId), findApproval(env.store, id)]);
  if (!subject.ok) return subject;
  const member = subject.data;
  if (asked)
    return asked.print === printOfCorrection(correction)
      ? told(env, settings, staff, member, points, asked)
      : refuse('KEY_REUSED');
  // Limits may have changed since the first call: what it has booked stays booked, and is not asked for as well.
  if (!(await factUnder(env.store, member, correctionKey(id)))) {
    const today = dayOf(env.now, settings.programme.zone);
    const barred = barTo(member, correction, spendable(member.lots, today));
    if (!barred.ok) return barred;
    const refused = await tooMany(env, staff, today);
    if (refused) return refused;
    if (Math.abs(points) > aloneOf(settings.care, staff)) {
      const approval = await ask(env, staff, id, correction, note);
      return approval.ok ? told(env, settings, staff, member, points, approval.data) : approval;
    }
  }
  const executed = await execute(env, member, correcting(env, settings, id, correction), careStamp(env, settings));
  return executed.ok ? told(env, settings, staff, executed.data.member, points, null) : executed;
}

async function ask(
  env: Environment,
  staff: Staff,
  _id: string,
  correction: Correction,
  note: string,
): Promise<Result<Approval>> {
  const approval: Approval = {
    _id,
    shape: 1,
    what: 'adjust',
    ...correction,
    note,
    print: printOfCorrection(correction),
    staffId: staff._id,
    by: staff.name,
    at: env.now,
    state: 'waiting',
    refusal: null,
    decidedById: null,
    decidedBy: '',
    decidedAt: null,
    alone: false,
  };
  if (await ensure(env.store, 'approvals', approval)) return accept(approval);
  const there = await findApproval(env.store, _id);
  if (!there) throw new Error('an approval has vanished');
  return there.print === approval.print ? accept(there) : refuse('KEY_REUSED');
}

async function told(
  env: Environment,
  settings: Settings,
  staff: Staff,
  member: Member,
  points: Points,
  approval: Approval | null,
): Promise<Result<Adjusted>> {
  const today = dayOf(env.now, settings.programme.zone);
  const view = approval && (await seen(env, settings, staff, member, approval));
  return accept({ now: env.now, today, points, available: spendable(member.lots, today), approval: view });
}

async function seen(
  env: Environment,
  settings: Settings,
  staff: Staff,
  member: Member,
  approval: Approval,
): Promise<ApprovalView> {
  const alone = (await othersWhoDecide(env.store, approval.staffId)) === 0 && staff.role === 'owner';
  return approvalView(approval, member, settings, staff, alone);
}
