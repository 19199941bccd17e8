import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const KEY_BYTES = 32;

/** `k2:<key>,k1:<key>`: the one in use first, each key 32 bytes in base64url. */
export const Ring = v.pipe(
  v.string(),
  v.regex(/^k[1-9]\d?:[A-Za-z0-9_-]{43}(?:,k[1-9]\d?:[A-Za-z0-9_-]{43}){0,7}$/, 'k2:<key>,k1:<key>'),
);

/** Variable -> function -> ring; `*`: of every function that has none of its own. */
const StoredRings = v.record(v.string(), v.record(v.string(), Ring));
type StoredRings = v.InferOutput<typeof StoredRings>;

const EVERY = '*';

/**
 * Rings of keys as a deployment hands them out: each made once with one key, then changed from outside alone. A
 * deployment reaches one function after the other, so for a while they may differ.
 */
export class Keyrings {
  readonly #file: string;
  #known: StoredRings;

  constructor(dataDir: string) {
    this.#file = join(dataDir, 'keyrings.json');
    this.#known = existsSync(this.#file) ? this.#read() : {};
  }

  /** Variables for an instance of this function. What is not there yet is made and kept. */
  variables(functionName: string, names: readonly string[]): Record<string, string> {
    const missing = names.filter((name) => !Object.hasOwn(this.#known, name));
    if (missing.length > 0) {
      const made = missing.map((name) => [name, { [EVERY]: `k1:${randomBytes(KEY_BYTES).toString('base64url')}` }]);
      this.#keep({ ...this.#known, ...Object.fromEntries(made) });
    }
    return Object.fromEntries(names.map((name) => [name, this.#of(name, functionName)]));
  }

  /** @param functions that get it; absent, all of them do */
  replace(name: string, ring: string, functions?: readonly string[]): void {
    const rings = functions
      ? { ...this.#known[name], ...Object.fromEntries(functions.map((each) => [each, ring])) }
      : { [EVERY]: ring };
    this.#keep({ ...this.#known, [name]: rings });
  }

  #of(name: string, functionName: string): string {
    const rings = this.#known[name] ?? {};
    const ring = Object.hasOwn(rings, functionName) ? rings[functionName] : rings[EVERY];
    if (ring === undefined) throw new Error(`${this.#file} has no ring ${name} for ${functionName}`);
    return ring;
  }

  #keep(known: StoredRings): void {
    this.#known = known;
    writeFileSync(this.#file, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 });
    // The mode above holds for a new file only.
    chmodSync(this.#file, 0o600);
  }

  /** A damaged file is never replaced: what was sealed with its keys would be lost with it. */
  #read(): StoredRings {
    try {
      return v.parse(StoredRings, JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch (error) {
      throw new Error(`${this.#file} cannot be read: ${(error as Error).message}`);
    }
  }
}
