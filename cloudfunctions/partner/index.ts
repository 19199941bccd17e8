/**
 * The function for tills, web shops and CRMs: every route of typings/api/partner.d.ts, over the HTTP access service.
 * Anybody can send it anything; without a valid signature nothing is written.
 */
import { knownPartner, type Partner, registerRequest } from '../core/partners';
import { type Context, type Note, observed } from '../platform/call';
import type { Environment } from '../platform/environment';
import {
  answered,
  type HttpAnswer,
  type HttpRequest,
  httpRequestOf,
  languageAccepted,
  refused,
} from '../platform/http';
import { callerOpenid } from '../platform/identity';
import { accept, type Result, refuse } from '../platform/refusal';
import { authenticate, type Claimed, claimedBy } from './authenticate';
import { batchRoute } from './batch';
import { Failures } from './failures';
import { create, lookUp, ping } from './members';
import { complete, giveBack, pay, show } from './orders';
import { matchRoute, type Ready, type Register, type Reply, type Route, type Work } from './route';

const PREFIX = '/partner';
const routes: readonly Route[] = [ping, lookUp, create, pay, complete, giveBack, show, batchRoute];

const IDEMPOTENCY_KEY = /^[A-Za-z0-9_.:-]{1,64}$/;

/** Refused requests of one key a minute and instance: a program that repeats its mistake is told to wait. */
const mistakes = new Failures(600);

export async function main(event: unknown, context?: Context): Promise<HttpAnswer> {
  const request = httpRequestOf(event, PREFIX);
  const answer = await observed('partner', context, (env, note) => serve(env, note, request));
  if (answer.ok) return answered(answer.data.status, answer.data.data);
  return refused(answer, languageAccepted(request.ok ? request.data.headers['accept-language'] : undefined));
}

async function serve(env: Environment, note: Note, read: Result<HttpRequest>): Promise<Result<Reply>> {
  // Anyone in WeChat can call any function; over HTTP there is no identity.
  if (callerOpenid() !== null) return refuse('NOT_ALLOWED');
  if (!read.ok) return read;
  const request = read.data;
  const matched = matchRoute(routes, request.method, request.path);
  if (matched === 'path') return refuse('NOT_FOUND');
  if (matched === 'method') return refuse('METHOD_NOT_ALLOWED');
  const { route, parameters } = matched;
  note.action = route.action;
  const claimed = claimedBy(request, env.now);
  if (!claimed.ok) return claimed;
  const opened = route.open(request, parameters);
  const { partner, ready } = await proven(env, claimed.data, opened);
  if (!partner.ok) return partner;
  const waitS = mistakes.waitS(partner.data._id, env.now);
  if (waitS > 0) return refuse('BUSY', { retryAfterS: waitS });
  const answer = await answerTo(env, route, request, claimed.data, partner.data, opened, ready);
  if (!answer.ok && answer.code !== 'BUSY') mistakes.count(partner.data._id, env.now);
  return answer;
}

/**
 * Proves the signature. While the key is being looked up, what the request will need is read beside it; a key that is at
 * hand is judged first, so that a stranger costs one reading at most.
 */
async function proven(
  env: Environment,
  claimed: Claimed,
  opened: Result<Work>,
): Promise<{ partner: Result<Partner>; ready: Promise<Ready> | undefined }> {
  const early = knownPartner(claimed.id, env.now) === undefined && opened.ok ? opened.data(env) : undefined;
  // Awaited by whoever goes on; a stranger's is of no interest.
  early?.catch(() => undefined);
  return { partner: await authenticate(env, claimed), ready: early };
}

async function answerTo(
  env: Environment,
  route: Route,
  request: HttpRequest,
  claimed: Claimed,
  partner: Partner,
  opened: Result<Work>,
  early: Promise<Ready> | undefined,
): Promise<Result<Reply>> {
  if (route.right !== null && !partner.rights.includes(route.right))
    return refuse('NOT_ALLOWED', { right: route.right });
  const key = idempotencyKeyOf(route, request);
  if (!key.ok) return key;
  if (!opened.ok) return opened;
  const ready = await (early ?? opened.data(env));
  const { method, target, nonce, body } = claimed.signed;
  let registered: ReturnType<Register> | undefined;
  const register: Register = () => {
    registered ??= registerRequest(env, {
      partnerId: partner._id,
      nonce,
      idempotencyKey: key.data,
      method,
      target,
      body,
    });
    return registered;
  };
  return ready(partner, register);
}

/** Every command carries one. */
function idempotencyKeyOf(route: Route, { headers }: HttpRequest): Result<string | null> {
  if (route.method === 'GET') return accept(null);
  const key = headers['idempotency-key'] ?? '';
  return IDEMPOTENCY_KEY.test(key) ? accept(key) : refuse('INVALID_INPUT', { field: 'Idempotency-Key' });
}
