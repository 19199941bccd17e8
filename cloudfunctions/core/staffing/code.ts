/**
 * Codes that people read out and type: the set-up code and invites. Ten characters without 0 and O, 1, I and L:
 * 31^10, about 8 × 10^14. They follow from the shop's secret, so nothing that opens the shop lies in the database.
 */
import { createHmac } from 'node:crypto';

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const CODE_LENGTH = 10;

/** @param key of one purpose alone (platform/secrets.ts) */
export function codeFor(what: string, key: Buffer): string {
  const bytes = createHmac('sha256', key).update(what).digest();
  // 16 bits over 31 characters: the bias is below one in two thousand.
  return Array.from({ length: CODE_LENGTH }, (_, at) => ALPHABET[bytes.readUInt16BE(2 * at) % ALPHABET.length]).join(
    '',
  );
}

/** As it was meant: spaces and dashes left out, capitals, full-width characters made plain. */
export function typed(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase();
}
