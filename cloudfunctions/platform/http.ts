/**
 * Requests of the HTTP access service. Their event is `{path, httpMethod, headers, queryStringParameters, body,
 * isBase64Encoded}`, the answer `{statusCode, headers, body}` (docs.cloudbase.net/service/access-cloud-function).
 */
import { isUtf8 } from 'node:buffer';
import * as v from 'valibot';
import type { ErrorCode, Language } from '../../typings/api/envelope';
import { render } from './errors';
import { type Refusal, type Result, refuse } from './refusal';

/** The service itself takes 100 KB of text and 6 MB of anything else. */
const BODY_LIMIT_BYTES = 64 * 1024;

export interface HttpRequest {
  method: string;
  /** Without the prefix under which the service hands the function out. */
  path: string;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string | string[]>>;
  body: Buffer;
}

export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const text = v.pipe(v.string(), v.maxLength(8192));

const httpEvent = v.object({
  path: text,
  httpMethod: text,
  headers: v.optional(v.record(v.string(), v.unknown()), {}),
  queryStringParameters: v.nullish(v.record(v.string(), v.union([text, v.array(text)])), {}),
  body: v.nullish(v.string(), ''),
  isBase64Encoded: v.nullish(v.boolean(), false),
});

/**
 * @param prefix under which the service hands the function out; whether `path` still has it depends on the route's
 *   setting 路径透传 (cloud.tencent.com/document/product/876/130728)
 */
export function httpRequestOf(event: unknown, prefix: string): Result<HttpRequest> {
  const parsed = v.safeParse(httpEvent, event);
  if (!parsed.success) return refuse('INVALID_INPUT', { field: '' });
  const { path, httpMethod, headers, queryStringParameters, body, isBase64Encoded } = parsed.output;
  // Four characters of base64 are three bytes, one of text is one to three.
  if (body.length > 2 * BODY_LIMIT_BYTES) return refuse('TOO_LARGE', { limit: BODY_LIMIT_BYTES });
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > BODY_LIMIT_BYTES) return refuse('TOO_LARGE', { limit: BODY_LIMIT_BYTES });
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value).slice(0, 1024)]);
  return {
    ok: true,
    data: {
      method: httpMethod.toUpperCase(),
      path: path === prefix || path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path,
      headers: Object.fromEntries(given),
      query: queryStringParameters ?? {},
      body: bytes,
    },
  };
}

/** Reads a body as JSON. Bytes that are not UTF-8 are nobody's text. */
export function jsonOf(body: Buffer): Result<unknown> {
  if (!isUtf8(body)) return refuse('INVALID_INPUT', { field: 'body' });
  try {
    return { ok: true, data: JSON.parse(body.toString('utf8')) };
  } catch {
    return refuse('INVALID_INPUT', { field: 'body' });
  }
}

/** Status of each refusal. A status of 500 is a bug and nothing else. */
const statusOf: Record<ErrorCode, number> = {
  INVALID_INPUT: 400,
  UNSIGNED: 401,
  CLOCK_SKEW: 401,
  NO_IDENTITY: 401,
  NOT_ALLOWED: 403,
  PARTNER_OFF: 403,
  MODULE_OFF: 403,
  NOT_FOUND: 404,
  UNKNOWN_ACTION: 404,
  NOT_MEMBER: 404,
  MEMBER_NOT_FOUND: 404,
  ORDER_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REPLAYED: 409,
  ORDER_OF_OTHER: 409,
  PHONE_OF_OTHER: 409,
  INVITE_UNKNOWN: 404,
  ASSIST_OFF: 409,
  ASSIST_NOT_FOUND: 404,
  ASSIST_ENDED: 409,
  ASSIST_OWN: 409,
  VISIT_OFF: 409,
  VISIT_CODE: 409,
  VISIT_LIMIT: 409,
  CASE_DECIDED: 409,
  OUTDATED: 409,
  APPROVAL_OWN: 403,
  APPROVAL_DECIDED: 409,
  PICTURE_UNREADABLE: 422,
  PICTURE_TOO_LARGE: 413,
  PICTURE_REFUSED: 422,
  PROGRAMME_INVALID: 422,
  FILE_UNREADABLE: 422,
  RUNNING: 409,
  TOO_FAST: 429,
  COPY_LIMIT: 429,
  FROZEN: 409,
  CLOSED: 409,
  CLOSING_OPEN: 409,
  REJOIN_LATER: 409,
  BIRTHDAY_SET: 409,
  CONSENT_OUTDATED: 409,
  DAY_CHANGED: 409,
  TOO_LARGE: 413,
  KEY_REUSED: 422,
  CODE_OUTDATED: 422,
  STORE_UNKNOWN: 422,
  REFUND_TOO_LARGE: 422,
  TIME_AHEAD: 422,
  TOO_OLD: 422,
  TOO_MANY: 422,
  MAKEUP_NO_CARD: 422,
  MAKEUP_NOT_OPEN: 422,
  TEXT_REFUSED: 422,
  PHONE_UNREADABLE: 422,
  BUSY: 429,
  OUT_OF_STOCK: 409,
  INSUFFICIENT: 409,
  PRICE_CHANGED: 409,
  REWARD_OFF: 409,
  REWARD_SOON: 409,
  REWARD_OVER: 409,
  TIER_REQUIRED: 409,
  STREAK_REQUIRED: 409,
  RIGHT_REQUIRED: 409,
  TAG_REQUIRED: 409,
  LIMIT_REACHED: 409,
  REDEMPTION_NOT_FOUND: 404,
  REDEMPTION_ENDED: 409,
  REDEMPTION_EXPIRED: 409,
  REDEMPTION_STORE: 409,
  NOT_CANCELLABLE: 409,
  PAYMENT_OFF: 409,
  PAYMENT_ENDED: 409,
  PAYMENT_NOT_FOUND: 404,
  COUPON_NOT_FOUND: 404,
  COUPON_EXPIRED: 409,
  COUPON_NOT_YET: 409,
  COUPON_USED: 409,
  COUPON_RESERVED: 409,
  COUPON_VOID: 409,
  COUPON_THRESHOLD: 409,
  COUPON_STORE: 409,
  COUPON_CHANNEL: 409,
  COUPON_CATEGORY: 409,
  COUPON_MEMBER: 409,
  COUPON_STACKING: 409,
  COUPON_OFF: 409,
  DEDUCTION_OFF: 409,
  DEDUCTION_MINIMUM: 409,
  DEDUCTION_TOO_MUCH: 409,
  DEDUCTION_STEP: 422,
  DEDUCTION_NOT_FOUND: 404,
  DEDUCTION_ENDED: 409,
  CODE_NEEDED: 409,
  CODE_UNKNOWN: 404,
  UNDONE: 409,
  UNDO_TOO_LATE: 409,
  NOT_STAFF: 403,
  ROLE_REQUIRED: 403,
  STORE_NOT_YOURS: 403,
  SETUP_CODE_WRONG: 403,
  OWNER_EXISTS: 409,
  INVITE_INVALID: 409,
  TOO_MANY_GUESSES: 429,
  CASHIER_LIMIT: 409,
  INTERNAL: 500,
};

/** What a caller is asked to wait when nothing more precise is known, seconds. */
const RETRY_AFTER_S = 2;

export function refused(refusal: Refusal, language: Language): HttpAnswer {
  const answer = answered(statusOf[refusal.code], { error: render(refusal, language) });
  if (refusal.code !== 'BUSY') return answer;
  const after = String(refusal.details?.retryAfterS ?? RETRY_AFTER_S);
  return { ...answer, headers: { ...answer.headers, 'retry-after': after } };
}

export function answered(statusCode: number, content: unknown): HttpAnswer {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return { statusCode, headers, body: JSON.stringify(content) };
}

/** The first Chinese script that is asked for; simplified when none is. */
export function languageAccepted(header: string | undefined): Language {
  const tags = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.split(';')[0]?.trim() ?? '');
  const chinese = tags.find((tag) => tag === 'zh' || tag.startsWith('zh-'));
  return chinese !== undefined && /^zh-(hant|tw|hk|mo)\b/.test(chinese) ? 'zh-Hant' : 'zh-Hans';
}
