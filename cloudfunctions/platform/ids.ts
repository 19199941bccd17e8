import { createHash, randomBytes } from 'node:crypto';

/** 24 hexadecimal characters, 96 random bits: no dot and no leading `$`, so it may also be a field name. */
export function randomId(): string {
  return randomBytes(12).toString('hex');
}

/** SHA-256 of the text in base64url, 43 characters. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/**
 * JSON with sorted keys and without undefined members: the same value gives the same text, whatever order the
 * database hands the fields back in.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${fields.join(',')}}`;
}

/** SHA-256 of bytes, 64 hexadecimal digits. */
export function fingerprint(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
