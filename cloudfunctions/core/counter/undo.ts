/**
 * What was done a moment ago is undone: claimed in the act itself, then carried through where it was done, then marked.
 * What has been claimed and broke off is carried through by the repeat, however late.
 */
import type { DoneView } from '../../../typings/api/staff';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { loadSettings } from '../settings';
import type { Staff } from '../staffing';
import { type CounterAct, findAct } from './act';
import { doneView, mayTouch, UNDO_MS } from './act-view';
import { ownerOf } from './customer';
import { undoRedemption } from './hand-over';
import { isDecided } from './sold';
import { undoSale } from './undo-sale';
import { undoCoupon } from './use-coupon';
import { firstNamed } from './used-by';

/** Refuses with INVALID_INPUT, ROLE_REQUIRED, UNDO_TOO_LATE, REFUND_TOO_LARGE for a sale refunded in part, or BUSY. */
export async function undo(env: Environment, staff: Staff, { action }: { action: string }): Promise<Result<DoneView>> {
  const settings = await loadSettings(env);
  const act = await findAct(env.store, action);
  if (!act || act.kind === 'refund' || act.kind === 'member') return refuse('INVALID_INPUT', { field: 'action' });
  if (!mayTouch(staff, act)) return refuse('ROLE_REQUIRED');
  const repeated = act.undone !== null;
  if (!repeated) {
    const claimed = await claim(env, staff, act);
    if (!claimed.ok) return claimed;
    const undone = await carryThrough(env, act);
    if (!undone.ok) {
      if (isDecided(undone)) await env.store.update('actions', act._id, { undone: null }, { set: { undoing: null } });
      return firstNamed(env, settings, undone);
    }
    await env.store.update('actions', act._id, { undone: null }, { set: { undone: env.now } });
  }
  const member = await ownerOf(env, settings, act.memberId);
  if (!member.ok) return member;
  const after = { ...act, undone: act.undone ?? env.now };
  return accept(doneView(env, settings, staff, { act: after, member: member.data, repeated }));
}

async function claim(env: Environment, { _id, name }: Staff, act: CounterAct): Promise<Result<null>> {
  if (act.undoing !== null) return accept(null);
  if (act.kind === 'sale' && act.refundedFen > 0) return refuse('REFUND_TOO_LARGE');
  if (env.now >= act.at + UNDO_MS) return refuse('UNDO_TOO_LATE');
  const undoing = { staffId: _id, by: name, at: env.now };
  await env.store.update('actions', act._id, { undoing: null, undone: null }, { set: { undoing } });
  return accept(null);
}

function carryThrough(env: Environment, act: CounterAct): Promise<Result<unknown>> {
  if (act.kind === 'coupon') return undoCoupon(env, act);
  if (act.kind === 'redemption') return undoRedemption(env, act);
  if (act.kind === 'sale') return undoSale(env, act);
  throw new Error(`an act of kind ${act.kind} is not undone`);
}
