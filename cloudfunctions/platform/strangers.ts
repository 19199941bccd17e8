/**
 * A function that is open to everybody, also to callers without identity: parse → pace → one question → render. It can
 * read, and nothing else.
 */
import type * as v from 'valibot';
import type { Answer } from '../../typings/api/envelope';
import { tellingBuild } from './build';
import { type Context, type Note, observed } from './call';
import { languageOf, parse, parseEnvelope } from './envelope';
import type { Environment } from './environment';
import { render } from './errors';
import { clientAddress } from './identity';
import { Pace } from './pace';
import { type Result, refuse } from './refusal';
import type { Store } from './store';

export interface Question {
  payload: v.GenericSchema;
  run(env: Environment, payload: unknown): Promise<Result<unknown>>;
}

/** Ties a question's payload type to its schema. */
export function question<Schema extends v.GenericSchema, Data>(
  payload: Schema,
  run: (env: Environment, payload: v.InferOutput<Schema>) => Promise<Result<Data>>,
): Question {
  return { payload, run };
}

/**
 * Questions a minute of one network address, as far as this instance has seen. Many phones share one: a whole village
 * behind a carrier's gateway.
 */
const EACH = 240;
/** Of all whose address WeChat does not tell. */
const NAMELESS = 2400;

export function serveStrangers(
  name: string,
  questions: Readonly<Record<string, Question>>,
): (event: unknown, context?: Context) => Promise<Answer<unknown>> {
  const known = new Pace(EACH);
  const nameless = new Pace(NAMELESS);
  const waitS = ({ now }: Environment): number => {
    const address = clientAddress();
    const pace = address === null ? nameless : known;
    const wait = pace.waitS(address ?? '', now);
    if (wait === 0) pace.count(address ?? '', now);
    return wait;
  };
  return tellingBuild(async (event, context) => {
    const answer = await observed(name, context, async (env, note) => {
      // First of all: what is refused for another reason counts as well.
      const wait = waitS(env);
      return wait > 0 ? refuse('TOO_FAST', { retryAfterS: wait }) : ask(env, note, questions, event);
    });
    return answer.ok ? answer : { ok: false, error: render(answer, languageOf(event)) };
  });
}

async function ask(
  env: Environment,
  note: Note,
  questions: Readonly<Record<string, Question>>,
  event: unknown,
): Promise<Result<unknown>> {
  const request = parseEnvelope(event);
  if (!request.ok) return request;
  const { action: name } = request.data;
  const chosen = Object.hasOwn(questions, name) ? questions[name] : undefined;
  if (!chosen) return refuse('UNKNOWN_ACTION');
  note.action = name;
  const payload = parse(chosen.payload, request.data.payload, 'payload');
  return payload.ok ? chosen.run({ ...env, store: reading(env.store) }, payload.data) : payload;
}

/** The same store for who may only read. */
export function reading({ find }: Store): Store {
  const write = () => Promise.reject(new Error('a stranger never writes'));
  return { find, add: write, addAll: write, update: write, updateAll: write, remove: write };
}
