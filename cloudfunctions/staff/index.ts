/** The function for the staff: every action of typings/api/staff.d.ts. Each asks first whether the caller's role may do it. */
import type * as v from 'valibot';
import type { StaffActions } from '../../typings/api/staff';
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
import { entering, inviting, nothing, suspending } from './payloads';

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
  ) => Promise<Result<StaffActions[Name][1]>>,
): Action {
  return action(command, payload, async (env, { openid, key }, input) => {
    const staff = await authorise(env, openid, name);
    return staff.ok ? run(env, staff.data, input, key) : staff;
  });
}

const actions: Partial<Record<StaffAction, Action>> = {
  'staff.home': action(QUESTION, nothing, (env, { openid }) => staffHome(env, openid)),
  'staff.claim': action(COMMAND, entering, claim),
  'staff.join': action(COMMAND, entering, join),
  'staff.team': duty('staff.team', QUESTION, nothing, (env) => team(env)),
  'staff.invite': duty('staff.invite', COMMAND, inviting, invite),
  'staff.suspend': duty('staff.suspend', COMMAND, suspending, suspend),
};

export const main = serve('staff', actions as Record<string, Action>);
