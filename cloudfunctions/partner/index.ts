/**
 * The function for tills, web shops and CRMs: every route of typings/api/partner.d.ts, over the HTTP access service.
 * Anybody can send it anything; without a valid signature nothing is written.
 */
import { tellingBuild } from '../platform/build';
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
import { isFromMiniProgram } from '../platform/identity';
import { Pace } from '../platform/pace';
import { accept, type Result, refuse } from '../platform/refusal';
import { authenticate, type Claimed, claimedBy, strangerWaitS } from './authenticate';
import { batchRoute } from './batch';
import { look, release, reserve, undo, use } from './coupons';
import { capture, deduct, letGo, takeBack } from './deductions';
import { create, lookUp, ping } from './members';
import { complete, giveBack, pay, show } from './orders';
import { quoteRoute } from './quotes';
import { matchRoute, type Reply, type Route } from './route';
import { Visit } from './visit';

const PREFIX = '/partner';
const routes: readonly Route[] = [
  ping,
  lookUp,
  create,
  pay,
  complete,
  giveBack,
  show,
  batchRoute,
  quoteRoute,
  look,
  reserve,
  use,
  release,
  undo,
  deduct,
  capture,
  letGo,
  takeBack,
];

const IDEMPOTENCY_KEY = /^[A-Za-z0-9_.:-]{1,64}$/;

/** Refused requests of one key a minute and instance: a program that repeats its mistake is told to wait. */
const mistakes = new Pace(600);
/** Codes that lead to nothing, of one key a minute and instance: a cashier mistypes a few, not sixty. */
const guesses = new Pace(60);
const GUESSED: ReadonlySet<string> = new Set(['COUPON_NOT_FOUND', 'CODE_OUTDATED']);

export const main = tellingBuild(heard);

async function heard(event: unknown, context?: Context): Promise<HttpAnswer> {
  const request = httpRequestOf(event, PREFIX);
  const answer = await observed('partner', context, (env, note) => serve(env, note, request));
  if (answer.ok) return answered(answer.data.status, answer.data.data);
  return refused(answer, languageAccepted(request.ok ? request.data.headers['accept-language'] : undefined));
}

async function serve(env: Environment, note: Note, read: Result<HttpRequest>): Promise<Result<Reply>> {
  // Anyone in WeChat can call any function; over HTTP there is no identity.
  if (isFromMiniProgram()) return refuse('NOT_ALLOWED');
  if (!read.ok) return read;
  const request = read.data;
  const matched = matchRoute(routes, request.method, request.path);
  if (matched === 'path') return refuse('NOT_FOUND');
  if (matched === 'method') return refuse('METHOD_NOT_ALLOWED');
  const { route, parameters } = matched;
  note.action = route.action;
  const claimed = claimedBy(request, env.now);
  if (!claimed.ok) return claimed;
  const work = route.open(request, parameters);
  const visit = new Visit(env, route, claimed.data, work, idempotencyKeyOf(route, request));
  try {
    return await received(env, visit, claimed.data, route);
  } finally {
    await visit.end();
  }
}

async function received(env: Environment, visit: Visit, claimed: Claimed, route: Route): Promise<Result<Reply>> {
  // Guessed names cost no reading any more.
  const strangerS = strangerWaitS(claimed, env.now);
  if (strangerS > 0) return refuse('BUSY', { retryAfterS: strangerS });
  const guessedS = route.guessable ? guesses.waitS(claimed.id, env.now) : 0;
  const waitS = Math.max(guessedS, mistakes.waitS(claimed.id, env.now));
  if (waitS === 0) visit.begin();
  const partner = await authenticate(env, claimed);
  if (!partner.ok) return partner;
  if (waitS > 0) return refuse('BUSY', { retryAfterS: waitS });
  const answer = await visit.answer(partner.data);
  if (!answer.ok && answer.code !== 'BUSY') mistakes.count(claimed.id, env.now);
  if (!answer.ok && route.guessable && GUESSED.has(answer.code)) guesses.count(claimed.id, env.now);
  return answer;
}

/** Every command carries one. */
function idempotencyKeyOf(route: Route, { headers }: HttpRequest): Result<string | null> {
  if (route.method === 'GET') return accept(null);
  const key = headers['idempotency-key'] ?? '';
  return IDEMPOTENCY_KEY.test(key) ? accept(key) : refuse('INVALID_INPUT', { field: 'Idempotency-Key' });
}
