import { randomBytes } from 'node:crypto';

const BYTES = 32;

/** 32 random bytes, base64url: a secret, or a key of AES-256. */
export function newKey(): string {
  return randomBytes(BYTES).toString('base64url');
}
