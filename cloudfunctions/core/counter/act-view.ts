import type { ActionView, DoneView } from '../../../typings/api/staff';
import type { EpochMs, Fen, Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Member } from '../account';
import { dayOf, wallClock } from '../calendar';
import type { Settings } from '../settings';
import { coversStore, leads, type Staff } from '../staffing';
import { storeNamed } from '../stores';
import type { CounterAct } from './act';
import { counterMember, ownerOf } from './customer';

/** What has just been done can be undone; later it is a matter for who leads and a refund. */
export const UNDO_MS = 10 * 60_000;

/** A cashier answers for their own acts, who leads for everybody's; both in the stores they work in. */
export function mayTouch(staff: Staff, { staffId, storeId }: CounterAct): boolean {
  return (leads(staff.role) || staffId === staff._id) && coversStore(staff, storeId);
}

export function undoUntil(act: CounterAct, now: EpochMs): EpochMs | null {
  if (act.undone !== null || act.kind === 'refund' || act.kind === 'member') return null;
  if (act.kind === 'sale' && act.refundedFen > 0) return null;
  const until = (act.at + UNDO_MS) as EpochMs;
  // What has been begun is carried through, however late.
  return act.undoing !== null || now < until ? until : null;
}

export function actionView(
  act: CounterAct,
  owner: { number: string; nickname: string | null },
  viewer: Staff,
  settings: Settings,
  now: EpochMs,
): ActionView {
  const { day, time } = wallClock(act.at, settings.programme.zone);
  return {
    id: act._id,
    kind: act.kind,
    day,
    time,
    by: act.by,
    store: storeNamed(settings.stores, act.storeId),
    member: { number: owner.number.slice(-4), nickname: owner.nickname },
    name: 'name' in act ? act.name : '',
    ...money(act),
    undoUntil: mayTouch(viewer, act) ? undoUntil(act, now) : null,
    undone: act.undone !== null,
  };
}

function money(act: CounterAct): Pick<ActionView, 'fen' | 'points' | 'refundableFen'> {
  const none = 0 as Fen;
  if (act.kind === 'refund') return { fen: act.fen, points: act.points, refundableFen: none };
  if (act.kind !== 'sale') return { fen: none, points: 0 as Points, refundableFen: none };
  const left = act.undoing === null ? act.netFen - act.refundedFen : 0;
  return { fen: act.netFen, points: (act.earned - act.deducted) as Points, refundableFen: Math.max(0, left) as Fen };
}

export function doneView(
  env: Environment,
  settings: Settings,
  staff: Staff,
  done: { act: CounterAct; member: Member; repeated: boolean },
): DoneView {
  const { act, member, repeated } = done;
  const today = dayOf(env.now, settings.programme.zone);
  const owner = { number: member.number, nickname: member.profile.nickname };
  return {
    now: env.now,
    today,
    repeated,
    action: actionView(act, owner, staff, settings, env.now),
    member: counterMember(member, settings, today),
  };
}

/** The answer to a key under which this act was done before. */
export async function repeatOf(
  env: Environment,
  settings: Settings,
  staff: Staff,
  act: CounterAct,
  print: string,
): Promise<Result<DoneView>> {
  if (act.print !== print) return refuse('KEY_REUSED');
  const member = await ownerOf(env, settings, act.memberId);
  return member.ok ? accept(doneView(env, settings, staff, { act, member: member.data, repeated: true })) : member;
}
