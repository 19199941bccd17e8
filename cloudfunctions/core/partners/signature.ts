/** How a request is signed; docs/partners.md shows it to those who write tills. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export interface Signed {
  /** 'POST' */
  method: string;
  /** '/v1/members?number=…': without the address of the service; see `targetOf`. */
  target: string;
  /** Milliseconds, as it stands in the header. */
  time: string;
  nonce: string;
  body: Uint8Array;
}

/** Hexadecimal HMAC-SHA256 over five lines; the last is the SHA-256 of the body, of the empty one too. */
export function signatureOf(secret: string, { method, target, time, nonce, body }: Signed): string {
  const sum = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', secret).update([method, target, time, nonce, sum].join('\n')).digest('hex');
}

/** Takes as long for a wrong signature as for the right one, wherever they differ. */
export function isSignedWith(secret: string, signed: Signed, signature: string): boolean {
  const expected = Buffer.from(signatureOf(secret, signed), 'hex');
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export type QueryValue = string | readonly string[];

/**
 * Path and query in the one form both sides can make: names sorted, everything but letters, digits and `-_.~` escaped.
 * What arrives has been taken apart by the platform, so the sender's own spelling is not known here.
 */
export function targetOf(path: string, query: Readonly<Record<string, QueryValue>>): string {
  const pairs = Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, values]) => [values].flat().map((value) => `${escaped(name)}=${escaped(String(value))}`));
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}

/** RFC 3986. A lone half of a character, which UTF-8 cannot carry, becomes the replacement character. */
function escaped(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
