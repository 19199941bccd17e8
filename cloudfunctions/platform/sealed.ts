/**
 * Text that only the shop's own functions can read: addresses and the like. AES-256-GCM with a fresh 96-bit nonce
 * (NIST SP 800-38D), as `k2.<nonce>.<ciphertext and tag>`, base64url. The first part names the key, so that a new one can
 * be brought in while texts under the old ones are still about (docs/decisions/0030).
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { RING_IDS, type RingKey, type RingProblem, readRing } from './keyring';
import { keyFor } from './secrets';

/** The ring that seals and opens; see manifest/functions.ts. */
const VARIABLE = 'HUITOUKE_FIELD_KEYS';
/** Derived from the shop's secret: seals where there is no ring, and opens for as long as the secret is the same. */
const DERIVED = { id: 'a1', purpose: 'address' };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Ids that a sealed text may begin with. */
export const KEY_IDS: readonly string[] = [DERIVED.id, ...RING_IDS];

/** The ring cannot be read: then nothing may be sealed or opened. Never says what stands in it. */
export class KeyringError extends Error {
  constructor(
    readonly problem: RingProblem,
    at: number,
  ) {
    super(`${VARIABLE} is no ring of keys: ${problem}, place ${at + 1}`);
    this.name = 'KeyringError';
  }
}

/** No text of this shop, changed since it was sealed, or under a key that is not there any more. */
export class NotOpenedError extends Error {
  constructor(why: string, cause?: unknown) {
    super(why, { cause });
    this.name = 'NotOpenedError';
  }
}

export function seal(text: string): string {
  const { id, key } = current();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(id));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [id, nonce.toString('base64url'), body.toString('base64url')].join('.');
}

/** @throws {NotOpenedError} when it was not sealed by this shop, has been changed since, or its key is gone */
export function unseal(sealed: string): string {
  const [id = '', nonce = '', text = ''] = sealed.split('.');
  const body = Buffer.from(text, 'base64url');
  if (body.length < TAG_BYTES) throw new NotOpenedError('not a sealed text');
  const key = keyNamed(id);
  try {
    const opener = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES });
    opener.setAAD(Buffer.from(id));
    opener.setAuthTag(body.subarray(-TAG_BYTES));
    return Buffer.concat([opener.update(body.subarray(0, -TAG_BYTES)), opener.final()]).toString('utf8');
  } catch (cause) {
    throw new NotOpenedError('a sealed text has been changed, or its key is another one', cause);
  }
}

const SEALED = /^(a1|k[1-9]\d?)\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22,}$/;

/** Id of the key that a text is under; null for what is no sealed text. */
export function keyIdOf(text: string): string | null {
  return SEALED.exec(text)?.[1] ?? null;
}

/** Id of the key that new texts are sealed with. */
export function currentKeyId(): string {
  return current().id;
}

/** Ids of all keys at hand, the one in use first. @throws {KeyringError} */
export function keyIds(): string[] {
  return [...ring().map(({ id }) => id), DERIVED.id];
}

function current(): RingKey {
  return ring()[0] ?? { id: DERIVED.id, key: keyFor(DERIVED.purpose) };
}

function keyNamed(id: string): Buffer {
  if (id === DERIVED.id) return keyFor(DERIVED.purpose);
  const found = ring().find((each) => each.id === id);
  if (!found) throw new NotOpenedError(`no key is called ${KEY_IDS.includes(id) ? id : 'so'}`);
  return found.key;
}

let known: { text: string; keys: readonly RingKey[] } | undefined;

/** None where the variable is not set. An environment is fixed when an instance is born; tests change it. */
function ring(): readonly RingKey[] {
  const text = process.env[VARIABLE] ?? '';
  if (text === '') return [];
  if (text === known?.text) return known.keys;
  const read = readRing(text);
  if (!read.ok) throw new KeyringError(read.problem, read.at);
  known = { text, keys: read.keys };
  return known.keys;
}
