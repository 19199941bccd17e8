/**
 * Text that only the shop's own functions can read: addresses and the like. AES-256-GCM with a fresh 96-bit nonce
 * (NIST SP 800-38D), as `a1.<nonce>.<ciphertext and tag>`, base64url. The first part names the key, so that a new one can
 * be brought in while texts under the old one are still about.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { keyFor } from './secrets';

/** Key's name in the text -> what its key is derived for. New texts are sealed with `CURRENT`. */
const PURPOSES: Readonly<Record<string, string>> = { a1: 'address' };
const CURRENT = 'a1';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function seal(text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyNamed(CURRENT), nonce);
  cipher.setAAD(Buffer.from(CURRENT));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [CURRENT, nonce.toString('base64url'), body.toString('base64url')].join('.');
}

/** @throws when it was not sealed by this shop, or has been changed since */
export function unseal(sealed: string): string {
  const [name = '', nonce = '', text = ''] = sealed.split('.');
  const body = Buffer.from(text, 'base64url');
  if (body.length < TAG_BYTES) throw new Error('not a sealed text');
  const opener = createDecipheriv('aes-256-gcm', keyNamed(name), Buffer.from(nonce, 'base64url'), {
    authTagLength: TAG_BYTES,
  });
  opener.setAAD(Buffer.from(name));
  opener.setAuthTag(body.subarray(-TAG_BYTES));
  return Buffer.concat([opener.update(body.subarray(0, -TAG_BYTES)), opener.final()]).toString('utf8');
}

function keyNamed(name: string): Buffer {
  const purpose = Object.hasOwn(PURPOSES, name) ? PURPOSES[name] : undefined;
  if (purpose === undefined) throw new Error(`no key is called ${name}`);
  return keyFor(purpose);
}
