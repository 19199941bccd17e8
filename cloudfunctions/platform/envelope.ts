import * as v from 'valibot';
import type { Language } from '../../typings/api/envelope';
import type { ConsentAnswer } from '../../typings/api/messages';
import { type Result, refuse } from './refusal';
import { weigh } from './weight';

/** Characters of a whole request, where the function says nothing else. A shopper's longest honest one, a profile, stays below 1,000. */
const LARGEST = 8 * 1024;

/** WeChat's sheet asks for at most three templates in one tap. */
const CONSENTS_MAX = 3;

export const consentAnswers = v.pipe(
  v.array(
    v.strictObject({
      kind: v.picklist(['memberDay', 'pointsEnding', 'couponEnding', 'tierWarning', 'redemptionReady', 'rewardPaid']),
      answer: v.picklist(['accept', 'reject', 'ban', 'filter']),
    }),
  ),
  v.minLength(1),
  v.maxLength(CONSENTS_MAX),
  v.check((answers) => new Set(answers.map(({ kind }) => kind)).size === answers.length, 'each kind once'),
);

const envelope = v.strictObject({
  action: v.pipe(v.string(), v.maxLength(64)),
  // A record takes a list for an object, and an empty list for an empty payload.
  payload: v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value)),
    v.record(v.string(), v.unknown()),
  ),
  key: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))),
  lang: v.optional(v.picklist(['zh-Hans', 'zh-Hant'])),
  consents: v.optional(consentAnswers),
});

export interface Envelope {
  action: string;
  payload: Record<string, unknown>;
  key?: string | undefined;
  lang?: Language | undefined;
  consents?: ConsentAnswer[] | undefined;
}

/** Added by the platform to what a mini-program sends. Never believed: identity comes from the context alone. */
const PLATFORM_FIELDS = ['userInfo', 'tcbContext'];

export function parseEnvelope(event: unknown, largest = LARGEST): Result<Envelope> {
  const weight = weigh(event, largest);
  if (weight === 'too large') return refuse('TOO_LARGE');
  if (weight === 'strange name') return refuse('INVALID_INPUT', { field: '' });
  return parse(envelope, withoutPlatformFields(event));
}

/** Reads a value by a schema, or says which field is wrong. `within` is the path of the value itself. */
export function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  within = '',
): Result<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return { ok: true, data: parsed.output };
  const path = (parsed.issues[0].path ?? []).map((part: { key: unknown }) => String(part.key).slice(0, 64));
  return refuse('INVALID_INPUT', { field: [...(within ? [within] : []), ...path].join('.') });
}

/** For the sentence of a refused envelope. */
export function languageOf(event: unknown): Language {
  const lang = event !== null && typeof event === 'object' ? (event as { lang?: unknown }).lang : undefined;
  return lang === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans';
}

function withoutPlatformFields(event: unknown): unknown {
  if (event === null || typeof event !== 'object' || Array.isArray(event)) return event;
  return Object.fromEntries(Object.entries(event).filter(([name]) => !PLATFORM_FIELDS.includes(name)));
}
