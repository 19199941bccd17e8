/** A reward is handed over to whoever shows its code. */
import type { DoneView } from '../../../typings/api/staff';
import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import { printOf } from '../account';
import { findRedemptionByCode, handOver, undoHandOver } from '../rewards';
import { loadSettings } from '../settings';
import { actIdOf, type Staff, worksIn } from '../staffing';
import { openOf } from '../stores';
import { actOf, findAct, keep, type RedemptionAct } from './act';
import { doneView, repeatOf } from './act-view';
import { nameOf, ownerOf } from './customer';
import { looking } from './looking';
import { plainOf } from './recognise';
import { firstNamed } from './used-by';

/** Refuses with STORE_NOT_YOURS, TOO_MANY_GUESSES, or why it cannot be handed over, with whoever was first. */
export async function handOverAtCounter(
  env: Environment,
  staff: Staff,
  input: { code: string; storeId: string },
  key: string,
): Promise<Result<DoneView>> {
  const settings = await loadSettings(env);
  const store = worksIn(staff, openOf(settings.stores), input.storeId);
  if (!store.ok) return store;
  const [_id, print, code] = [actIdOf(staff._id, key), printOf('counter.handOver', input), plainOf(input.code)];
  const [act, found] = await Promise.all([
    findAct(env.store, _id),
    looking(env, staff, () => findRedemptionByCode(env, code)),
  ]);
  if (act) return repeatOf(env, settings, staff, act, print);
  if (!found.ok) return found;
  const owner = await ownerOf(env, settings, found.data.memberId);
  if (!owner.ok) return owner;
  const handed = await handOver(env, settings, { code, key: useKey(_id), by: nameOf(staff), storeId: store.data });
  if (!handed.ok) return firstNamed(env, settings, handed);
  const { redemption, repeated } = handed.data;
  const { _id: redemptionId, memberId, name } = redemption;
  const at = redemption.endedAt ?? env.now;
  const said = actOf(staff, { _id, storeId: store.data, at, memberId, print });
  const done = await keep<RedemptionAct>(env.store, { ...said, kind: 'redemption', redemptionId, name });
  return accept(doneView(env, settings, staff, { act: done, member: owner.data, repeated }));
}

/** May be repeated. */
export async function undoRedemption(env: Environment, { _id, redemptionId }: RedemptionAct): Promise<Result<unknown>> {
  return undoHandOver(env, { redemptionId, key: useKey(_id) });
}

/** Key of the hand-over in the redemption's own document. */
function useKey(actId: string): string {
  return `counter:${actId}`;
}
