/** The function for the staff: every action of typings/api/staff.d.ts. Each asks first whether the caller's role may do it. */
import type * as v from 'valibot';
import type { Language } from '../../typings/api/envelope';
import type { StaffActions } from '../../typings/api/staff';
import {
  createMember,
  handOverAtCounter,
  look,
  quoteSale,
  recent,
  refund,
  sell,
  sendParcel,
  undo,
  useAtCounter,
} from '../core/counter';
import { parcels } from '../core/rewards';
import {
  authorise,
  claim,
  invite,
  join,
  type Staff,
  type StaffAction,
  staffHome,
  suspend,
  team,
} from '../core/staffing';
import type { Environment } from '../platform/environment';
import type { Result } from '../platform/refusal';
import { type Action, action, serve } from '../platform/router';
import {
  acting,
  confirmedSale,
  entering,
  inviting,
  looking,
  newcomer,
  nothing,
  page,
  parcelPage,
  refunding,
  sale,
  shipping,
  suspending,
  verifying,
} from './payloads';

const QUESTION = false;
const COMMAND = true;

/** What only staff may do: `run` gets who it is, after the table of duties has been asked. */
function duty<Name extends StaffAction, Schema extends v.GenericSchema>(
  name: Name,
  command: boolean,
  payload: Schema,
  run: (
    env: Environment,
    staff: Staff,
    input: v.InferOutput<Schema>,
    key: string,
    lang: Language,
  ) => Promise<Result<StaffActions[Name][1]>>,
): Action {
  return action(command, payload, async (env, { openid, key, lang = 'zh-Hans' }, input) => {
    const staff = await authorise(env, openid, name);
    return staff.ok ? run(env, staff.data, input, key, lang) : staff;
  });
}

const actions: Record<StaffAction, Action> = {
  'staff.home': action(QUESTION, nothing, (env, { openid }) => staffHome(env, openid)),
  'staff.claim': action(COMMAND, entering, claim),
  'staff.join': action(COMMAND, entering, join),
  'staff.team': duty('staff.team', QUESTION, nothing, (env) => team(env)),
  'staff.invite': duty('staff.invite', COMMAND, inviting, invite),
  'staff.suspend': duty('staff.suspend', COMMAND, suspending, suspend),
  'counter.look': duty('counter.look', QUESTION, looking, (env, staff, input, _, lang) =>
    look(env, staff, input, lang),
  ),
  'counter.useCoupon': duty('counter.useCoupon', COMMAND, verifying, useAtCounter),
  'counter.handOver': duty('counter.handOver', COMMAND, verifying, handOverAtCounter),
  // Undoing twice is undoing once: the act itself is the key.
  'counter.undo': duty('counter.undo', COMMAND, acting, undo),
  'counter.createMember': duty('counter.createMember', COMMAND, newcomer, createMember),
  'counter.quote': duty('counter.quote', QUESTION, sale, (env, staff, input, _, lang) =>
    quoteSale(env, staff, input, lang),
  ),
  'counter.sell': duty('counter.sell', COMMAND, confirmedSale, sell),
  'counter.refund': duty('counter.refund', COMMAND, refunding, refund),
  'parcels.list': duty('parcels.list', QUESTION, parcelPage, (env, _staff, input) => parcels(env, input)),
  'parcels.ship': duty('parcels.ship', COMMAND, shipping, sendParcel),
  'counter.recent': duty('counter.recent', QUESTION, page, recent),
};

export const main = serve('staff', actions);
