/** parse → authorise → one core call → render. */
import type * as v from 'valibot';
import type { Answer } from '../../typings/api/envelope';
import type { ConsentAnswer } from '../../typings/api/messages';
import { tellingBuild } from './build';
import { type Context, type Note, observed } from './call';
import type { Caller } from './caller';
import { languageOf, parse, parseEnvelope } from './envelope';
import type { Environment } from './environment';
import { render } from './errors';
import { callerOpenid } from './identity';
import { type Result, refuse } from './refusal';
import { StoreError } from './store';

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

/** Writes down what WeChat's sheet answered in the tap of a command. */
export type Recorder = (env: Environment, caller: Caller, answers: readonly ConsentAnswer[]) => Promise<unknown>;

/** What a function lets in. */
export interface Door {
  /** Absent where no consents are taken: a request with some is refused. */
  record?: Recorder;
  /** Characters of a whole request. */
  largest?: number;
}

export function serve(
  name: string,
  actions: Readonly<Record<string, Action>>,
  door: Door = {},
): (event: unknown, context?: Context) => Promise<Answer<unknown>> {
  return tellingBuild(async (event, context) => {
    const answer = await observed(name, context, (env, note) => route(env, note, { actions, ...door }, event));
    return answer.ok ? answer : { ok: false, error: render(answer, languageOf(event)) };
  });
}

async function route(
  env: Environment,
  note: Note,
  { actions, record, largest }: Door & { actions: Readonly<Record<string, Action>> },
  event: unknown,
): Promise<Result<unknown>> {
  const request = parseEnvelope(event, largest);
  if (!request.ok) return request;
  const { action: name, key, consents } = request.data;
  const chosen = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!chosen) return refuse('UNKNOWN_ACTION');
  note.action = name;
  const payload = parse(chosen.payload, request.data.payload, 'payload');
  if (!payload.ok) return payload;
  if (chosen.command && key === undefined) return refuse('INVALID_INPUT', { field: 'key' });
  if (consents && !(chosen.command && record)) return refuse('INVALID_INPUT', { field: 'consents' });
  const openid = callerOpenid();
  if (openid === null) return refuse('NO_IDENTITY');
  const caller: Caller = { openid, key: key ?? '', lang: languageOf(event) };
  const answer = await chosen.run(env, caller, payload.data);
  if (consents && record) await recorded(env, () => record(env, caller, consents));
  return answer;
}

/**
 * Whatever has become of the command: in WeChat the person has agreed. After it, as who joins is a member only then; and
 * what cannot be written down is one message less, not a command that failed.
 */
async function recorded(env: Environment, record: () => Promise<unknown>): Promise<void> {
  try {
    await record();
  } catch (failure) {
    if (!(failure instanceof StoreError)) throw failure;
    env.alarm('consents are not recorded');
  }
}
