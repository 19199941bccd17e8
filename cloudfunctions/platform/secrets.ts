import { hkdfSync } from 'node:crypto';

/** The shop's one secret; made once per environment and handed to the functions that declare it (manifest/functions.ts). */
const VARIABLE = 'HUITOUKE_SECRET';
const LEAST_BYTES = 32;

const derived = new Map<string, Buffer>();
let derivedFrom: string | undefined;

/**
 * 32 bytes that serve one purpose alone ('partner', 'phone', 'code'): whoever learns one key learns nothing of another
 * (HKDF-SHA256, RFC 5869). The same in every instance for as long as the shop's secret is the same.
 * @throws when the environment has no secret, or a short one: then nothing may be signed or looked up
 */
export function keyFor(purpose: string): Buffer {
  const secret = process.env[VARIABLE];
  if (secret === undefined || secret === '') throw new Error(`${VARIABLE} is not set: this function must declare it`);
  if (secret !== derivedFrom) {
    derived.clear();
    derivedFrom = secret;
  }
  const known = derived.get(purpose);
  if (known) return known;
  const material = Buffer.from(secret, 'base64url');
  if (material.length < LEAST_BYTES)
    throw new Error(`${VARIABLE} needs at least ${LEAST_BYTES} random bytes, base64url`);
  const key = Buffer.from(hkdfSync('sha256', material, Buffer.alloc(0), `huitouke ${purpose}`, 32));
  derived.set(purpose, key);
  return key;
}
