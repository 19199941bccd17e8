/** A partner's program: signs requests and sends them to the HTTP access service. Written by docs/partners.md alone. */
import { createHash, createHmac, randomUUID } from 'node:crypto';

export interface Key {
  id: string;
  secret: string;
}

export interface Told {
  method: string;
  /** As signed: '/v1/members?number=…' */
  target: string;
  time: string;
  nonce: string;
  body: string | Uint8Array;
}

export interface PartnerOptions {
  key?: Key;
  nonce?: string;
  /** Milliseconds; the cloud's own clock when absent. */
  time?: number | string;
  /** Idempotency-Key; a fresh one when absent, none when null. */
  once?: string | null;
  /** Instead of the right signature. */
  sign?: (told: Told, key: Key) => string;
  /** Added to, or instead of, the headers that are sent; null: not sent at all. */
  headers?: Record<string, string | null>;
  /** Sent instead of what was signed. */
  sent?: { method?: string; path?: string; body?: string | Uint8Array };
}

export interface PartnerReply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API answers; each test knows its own
  body: any;
}

export function sign({ method, target, time, nonce, body }: Told, { secret }: Key): string {
  const sum = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', secret).update(`${method}\n${target}\n${time}\n${nonce}\n${sum}`).digest('hex');
}

/**
 * @param path with the query as it is sent, escaped: '/v1/members?phone=%2B8613800138000'
 * @param body sent as JSON; text and bytes as they are
 */
export async function askPartner(
  origin: string,
  now: () => number,
  method: string,
  path: string,
  body: unknown,
  { key = { id: '', secret: '' }, ...options }: PartnerOptions,
): Promise<PartnerReply> {
  const asIs = body === undefined ? '' : typeof body === 'string' || body instanceof Uint8Array;
  const bytes = (asIs === '' ? '' : asIs ? body : JSON.stringify(body)) as string | Uint8Array;
  const told: Told = {
    method,
    target: targetOf(path),
    time: String(options.time ?? now()),
    nonce: options.nonce ?? randomUUID(),
    body: bytes,
  };
  const headers: Record<string, string | null> = {
    'content-type': 'application/json',
    'x-huitouke-key': key.id,
    'x-huitouke-time': told.time,
    'x-huitouke-nonce': told.nonce,
    'x-huitouke-signature': (options.sign ?? sign)(told, key),
    ...(method === 'GET' || options.once === null ? {} : { 'idempotency-key': options.once ?? randomUUID() }),
    ...options.headers,
  };
  const { sent = {} } = options;
  const content = sent.body ?? bytes;
  const response = await fetch(`${origin}/http/partner${sent.path ?? path}`, {
    method: sent.method ?? method,
    headers: Object.fromEntries(Object.entries(headers).filter((each): each is [string, string] => each[1] !== null)),
    ...(content.length > 0 ? { body: content as BodyInit } : {}),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

/** Names sorted, everything but letters, digits and -_.~ escaped. */
function targetOf(path: string): string {
  const url = new URL(path, 'http://partner');
  if (url.search === '') return url.pathname;
  const escaped = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const pairs = [...url.searchParams].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `${url.pathname}?${pairs.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&')}`;
}
