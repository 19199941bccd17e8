import type * as v from 'valibot';
import type { Language } from '../../typings/api/envelope';
import type { StaffActions } from '../../typings/api/staff';
import { authorise, type Staff, type StaffAction } from '../core/staffing';
import type { Environment } from '../platform/environment';
import type { Result } from '../platform/refusal';
import { type Action, action } from '../platform/router';

/** What only staff may do: `run` gets who it is, after the table of duties has been asked. */
export function duty<Name extends StaffAction, Schema extends v.GenericSchema>(
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
