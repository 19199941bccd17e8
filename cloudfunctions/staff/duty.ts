import type * as v from 'valibot';
import type { Language } from '../../typings/api/envelope';
import type { StaffActions } from '../../typings/api/staff';
import { authorise, note, type Said, type Staff, type StaffAction } from '../core/staffing';
import type { Environment } from '../platform/environment';
import type { Result } from '../platform/refusal';
import { type Action, action } from '../platform/router';

/** What only staff may do: it gets who they are, after the table of duties has been asked. */
type Run<Name extends StaffAction, Schema extends v.GenericSchema> = (
  env: Environment,
  staff: Staff,
  input: v.InferOutput<Schema>,
  key: string,
  lang: Language,
) => Promise<Result<StaffActions[Name][1]>>;

/**
 * What a command leaves behind when it is done: 'own' where the domain writes the row of the trail itself, otherwise what
 * the row says; null when nothing was changed.
 */
type Trail<Name extends StaffAction, Schema extends v.GenericSchema> =
  | 'own'
  | ((input: v.InferOutput<Schema>, data: StaffActions[Name][1], staff: Staff) => Said | null);

/** Changes nothing. */
export function question<Name extends StaffAction, Schema extends v.GenericSchema>(
  name: Name,
  payload: Schema,
  run: Run<Name, Schema>,
): Action {
  return action(false, payload, async (env, { openid, key, lang = 'zh-Hans' }, input) => {
    const staff = await authorise(env, openid, name);
    return staff.ok ? run(env, staff.data, input, key, lang) : staff;
  });
}

/** Changes something, under a key, and leaves a row in the trail. What broke off before the row is written by the repeat. */
export function command<Name extends StaffAction, Schema extends v.GenericSchema>(
  name: Name,
  payload: Schema,
  run: Run<Name, Schema>,
  trail: Trail<Name, Schema>,
): Action {
  return action(true, payload, async (env, { openid, key, lang = 'zh-Hans' }, input) => {
    const staff = await authorise(env, openid, name);
    if (!staff.ok) return staff;
    const done = await run(env, staff.data, input, key, lang);
    const said = done.ok && trail !== 'own' ? trail(input, done.data, staff.data) : null;
    if (said) await note(env, staff.data, key, name, said);
    return done;
  });
}
