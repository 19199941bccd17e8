/** Somebody without WeChat becomes a member at the counter, by phone number. */
import type { CounterMember } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { printOf } from '../account';
import { dayOf } from '../calendar';
import { createWithoutWeChat } from '../membership';
import { loadSettings } from '../settings';
import { actIdOf, type Staff, worksIn } from '../staffing';
import { openOf } from '../stores';
import { takeTurn } from '../tallies';
import { actOf, keep, type MemberAct } from './act';
import { counterMember, counterOrigin } from './customer';
import { phoneOf } from './recognise';

/** A day, of one person: more is no counter any more. */
const MADE_MAX = 300;
const KEPT_MS = 3 * 86_400_000;

/** Refuses with INVALID_INPUT, STORE_NOT_YOURS, TOO_MANY, CLOSED or BUSY. The member who is there already is answered. */
export async function createMember(
  env: Environment,
  staff: Staff,
  input: { phone: string; storeId: string },
  key: string,
): Promise<Result<{ created: boolean; member: CounterMember }>> {
  const settings = await loadSettings(env);
  const store = worksIn(staff, openOf(settings.stores), input.storeId);
  if (!store.ok) return store;
  const phone = phoneOf(input.phone);
  if (phone === null) return refuse('INVALID_INPUT', { field: 'phone' });
  const today = dayOf(env.now, settings.programme.zone);
  const until = (env.now + KEPT_MS) as EpochMs;
  // Counted whether somebody was there or not: otherwise numbers could be tried here without end.
  if (!(await takeTurn(env.store, { id: `members:${staff._id}:${today}`, max: MADE_MAX, until })))
    return refuse('TOO_MANY');
  const made = await createWithoutWeChat(env, settings, { phone }, counterOrigin(store.data));
  if (!made.ok) return made;
  const { created, member } = made.data;
  if (created) {
    // The phone number is nothing for a record that stays.
    const print = printOf('counter.createMember', {});
    const said = { _id: actIdOf(staff._id, key), storeId: store.data, at: env.now, memberId: member._id, print };
    await keep<MemberAct>(env.store, { ...actOf(staff, said), kind: 'member' });
  }
  return accept({ created, member: counterMember(member, settings, today) });
}
