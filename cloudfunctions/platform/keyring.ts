/**
 * A ring of keys as an environment variable has it: `k2:<key>,k1:<key>`, the one in use first, each key 32 random bytes in
 * base64url. What was sealed with a key of the ring opens, wherever in the ring that key is.
 */

export interface RingKey {
  /** `k1` to `k99`, never used again for another key. */
  id: string;
  key: Buffer;
}

/** 'form': no `id:key`; 'id', 'key': not what they should be; 'twice': an id that has been; 'many': more than KEYS_MAX. */
export type RingProblem = 'empty' | 'form' | 'id' | 'key' | 'twice' | 'many';

export type ReadRing = { ok: true; keys: RingKey[] } | { ok: false; problem: RingProblem; at: number };

/** One in use, one on its way in, one on its way out, and some that nobody has taken away. */
export const KEYS_MAX = 8;
const IDS = 99;

/** Every id that a key may ever have. */
export const RING_IDS: readonly string[] = Array.from({ length: IDS }, (_, n) => `k${n + 1}`);

/** @returns what is wrong with it, and in which place (from 0), never the text itself */
export function readRing(text: string): ReadRing {
  if (text === '') return { ok: false, problem: 'empty', at: 0 };
  const parts = text.split(',');
  if (parts.length > KEYS_MAX) return { ok: false, problem: 'many', at: KEYS_MAX };
  const keys: RingKey[] = [];
  for (const [at, part] of parts.entries()) {
    const read = readKey(part, keys);
    if (typeof read === 'string') return { ok: false, problem: read, at };
    keys.push(read);
  }
  return { ok: true, keys };
}

function readKey(part: string, before: readonly RingKey[]): RingKey | RingProblem {
  const [id = '', text, ...more] = part.split(':');
  if (text === undefined || more.length > 0) return 'form';
  if (!RING_IDS.includes(id)) return 'id';
  // Of 43 characters the last has two bits that say nothing: who reads it back must find the same text.
  const key = Buffer.from(text, 'base64url');
  if (!/^[A-Za-z0-9_-]{43}$/.test(text) || key.toString('base64url') !== text) return 'key';
  return before.some((each) => each.id === id || each.key.equals(key)) ? 'twice' : { id, key };
}
