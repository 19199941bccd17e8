/** Somebody agrees to a correction that another person has asked for, or declines it. */

import type { ErrorCode } from '../../../typings/api/envelope';
import type { MemberActions } from '../../../typings/api/members';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Refusal, type Result, refuse } from '../../platform/refusal';
import { StoreError } from '../../platform/store';
import { execute, factUnder, findMemberById, type Member } from '../account';
import { dayOf } from '../calendar';
import { loadSettings, type Settings } from '../settings';
import type { Staff } from '../staffing';
import { type Approval, approvalView, findApproval } from './approval';
import { othersWhoDecide } from './deciders';
import { correcting, correctionKey } from './points';
import { careStamp, subjectOf } from './subject';

type Decided = MemberActions['approvals.decide'][1];

/** What the account says for good, until something about it changes; anything else is tried again. */
const FINAL: readonly ErrorCode[] = ['INSUFFICIENT', 'CLOSED', 'FROZEN', 'MEMBER_NOT_FOUND'];

/**
 * Who has asked may decline their own, and agree only as an owner beside whom nobody could. Refuses with APPROVAL_OWN,
 * APPROVAL_DECIDED, INVALID_INPUT, and with BUSY, after which the repeat or the timer completes it.
 */
export async function decide(
  env: Environment,
  staff: Staff,
  { id, agree }: MemberActions['approvals.decide'][0],
): Promise<Result<Decided>> {
  const [settings, approval] = await Promise.all([loadSettings(env), findApproval(env.store, id)]);
  if (!approval) return refuse('INVALID_INPUT', { field: 'id' });
  const own = approval.staffId === staff._id;
  const alone = own && staff.role === 'owner' && (await othersWhoDecide(env.store, staff._id)) === 0;
  if (own && agree && !alone && !isTheirs(approval, staff, agree)) return refuse('APPROVAL_OWN');
  const claimed = await claim(env, staff, approval, agree, own && agree);
  if (!claimed.ok) return claimed;
  const finished = agree ? await carryOut(env, settings, claimed.data) : accept(claimed.data);
  if (!finished.ok) return finished;
  const member = await findMemberById(env.store, approval.memberId);
  const today = dayOf(env.now, settings.programme.zone);
  const view = approvalView(finished.data, member, settings, staff, alone);
  return accept({ now: env.now, today, approval: view, alone: finished.data.alone });
}

/** Takes the decision, or finds that it is taken: by this very person and alike is a repeat. */
async function claim(
  env: Environment,
  staff: Staff,
  approval: Approval,
  agree: boolean,
  alone: boolean,
): Promise<Result<Approval>> {
  const open = approval.state === 'waiting' || (agree && approval.state === 'refused');
  if (open) {
    const set = {
      state: agree ? ('agreeing' as const) : ('declined' as const),
      decidedById: staff._id,
      decidedBy: staff.name,
      decidedAt: env.now,
      refusal: null,
      alone,
    };
    try {
      if (await env.store.update('approvals', approval._id, { state: approval.state }, { set }))
        return accept({ ...approval, ...set });
    } catch (unanswered) {
      if (!(unanswered instanceof StoreError)) throw unanswered;
    }
  }
  const now = (open ? await findApproval(env.store, approval._id) : approval) ?? approval;
  if (isTheirs(now, staff, agree)) return accept(now);
  // Not answered, and not to be seen: it may still happen.
  if (now.state === approval.state && open) return refuse('BUSY');
  return refuse('APPROVAL_DECIDED', { by: now.decidedBy, agreed: now.state !== 'declined' });
}

function isTheirs({ state, decidedById }: Approval, { _id }: Staff, agree: boolean): boolean {
  return decidedById === _id && (agree ? state !== 'declined' && state !== 'waiting' : state === 'declined');
}

/** Books what was agreed to, once, however often it is called. */
export async function carryOut(env: Environment, settings: Settings, approval: Approval): Promise<Result<Approval>> {
  if (approval.state !== 'agreeing') return accept(approval);
  const { _id } = approval;
  const subject = await subjectOf(env, settings, approval.memberId);
  const executed = subject.ok
    ? await execute(env, subject.data, correcting(env, settings, _id, approval), careStamp(env, settings))
    : subject;
  if (executed.ok) return accept(await booked(env, approval));
  if (!FINAL.includes(executed.code)) return executed;
  return accept(await refused(env, approval, executed, subject.ok ? subject.data : null));
}

async function booked(env: Environment, approval: Approval): Promise<Approval> {
  const set = { state: 'agreed' as const, refusal: null };
  await env.store.update('approvals', approval._id, { state: { in: ['agreeing', 'refused'] } }, { set });
  return { ...approval, ...set };
}

/** Another call of the same decision may have booked it just now: what is booked is agreed. */
async function refused(
  env: Environment,
  approval: Approval,
  { code }: Refusal,
  member: Member | null,
): Promise<Approval> {
  const set = { state: 'refused' as const, refusal: code };
  await env.store.update('approvals', approval._id, { state: 'agreeing' }, { set });
  const now = member && (await findMemberById(env.store, member._id));
  const done = now && (await factUnder(env.store, now, correctionKey(approval._id)));
  return done ? booked(env, approval) : { ...approval, ...set };
}

const PAGE = 50;
/** How long the one who decided has for carrying it out, ms. */
const GRACE_MS = 60_000;

/** What was agreed to and broke off before it was booked. */
export async function sweepApprovals(env: Environment, settings: Settings, stopAt: EpochMs): Promise<number> {
  const where = { state: 'agreeing' };
  const left = await env.store.find<Approval>('approvals', { where, order: ['at', 'asc'], limit: PAGE });
  let done = 0;
  for (const approval of left) {
    if (env.clock() >= stopAt) break;
    if ((approval.decidedAt ?? 0) > env.now - GRACE_MS) continue;
    if ((await carryOut(env, settings, approval)).ok) done += 1;
  }
  return done;
}
