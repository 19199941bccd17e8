/** parse → authorise → one core call → render. */
import type * as v from 'valibot';
import type { Answer } from '../../typings/api/envelope';
import { type Context, type Note, observed } from './call';
import type { Caller } from './caller';
import { languageOf, parse, parseEnvelope } from './envelope';
import type { Environment } from './environment';
import { render } from './errors';
import { callerOpenid } from './identity';
import { type Result, refuse } from './refusal';

export interface Action {
  /** Commands change something and must carry a key. */
  command: boolean;
  payload: v.GenericSchema;
  run(env: Environment, caller: Caller, payload: unknown): Promise<Result<unknown>>;
}

/** Ties an action's payload type to its schema. */
export function action<Schema extends v.GenericSchema, Data>(
  command: boolean,
  payload: Schema,
  run: (env: Environment, caller: Caller, payload: v.InferOutput<Schema>) => Promise<Result<Data>>,
): Action {
  return { command, payload, run };
}

export function serve(
  name: string,
  actions: Readonly<Record<string, Action>>,
): (event: unknown, context?: Context) => Promise<Answer<unknown>> {
  return async (event, context) => {
    const answer = await observed(name, context, (env, note) => route(env, note, actions, event));
    return answer.ok ? answer : { ok: false, error: render(answer, languageOf(event)) };
  };
}

async function route(
  env: Environment,
  note: Note,
  actions: Readonly<Record<string, Action>>,
  event: unknown,
): Promise<Result<unknown>> {
  const request = parseEnvelope(event);
  if (!request.ok) return request;
  const { action: name, key } = request.data;
  const chosen = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!chosen) return refuse('UNKNOWN_ACTION');
  note.action = name;
  const payload = parse(chosen.payload, request.data.payload, 'payload');
  if (!payload.ok) return payload;
  if (chosen.command && key === undefined) return refuse('INVALID_INPUT', { field: 'key' });
  const openid = callerOpenid();
  if (openid === null) return refuse('NO_IDENTITY');
  return chosen.run(env, { openid, key: key ?? '', lang: languageOf(event) }, payload.data);
}
