import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const SECRET_BYTES = 32;
/** Base64url of 32 bytes. */
const StoredSecrets = v.record(v.string(), v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)));

/**
 * The environment's secrets, as a deployment makes them: each once, 32 random bytes, then the same for ever. They lie in
 * a file that only its owner can read, and reach the functions that declare them; no log has them.
 */
export class Secrets {
  readonly #file: string;
  readonly #providedFile: string;
  #known: Record<string, string>;

  constructor(dataDir: string) {
    this.#file = join(dataDir, 'secrets.json');
    this.#providedFile = join(dataDir, 'provided.json');
    this.#known = existsSync(this.#file) ? this.#read() : {};
  }

  /** Variables for an instance. What is not there yet is made and kept. */
  variables(names: readonly string[]): Record<string, string> {
    const missing = names.filter((name) => !Object.hasOwn(this.#known, name));
    if (missing.length > 0) {
      const made = missing.map((name) => [name, randomBytes(SECRET_BYTES).toString('base64url')]);
      this.#known = { ...this.#known, ...Object.fromEntries(made) };
      writeFileSync(this.#file, `${JSON.stringify(this.#known, null, 2)}\n`, { mode: 0o600 });
      // The mode above holds for a new file only.
      chmodSync(this.#file, 0o600);
    }
    return Object.fromEntries(names.map((name) => [name, this.#known[name] as string]));
  }

  /** Of these names, what the merchant has given: `provided.json` of the data directory, written by hand or by `provide`. */
  provided(names: readonly string[]): Record<string, string> {
    const given = this.#given();
    return Object.fromEntries(
      names.flatMap((name) => (Object.hasOwn(given, name) ? [[name, given[name] as string]] : [])),
    );
  }

  /** @param value null takes it away again */
  provide(name: string, value: string | null): void {
    const { [name]: _, ...others } = this.#given();
    const given = value === null ? others : { ...others, [name]: value };
    writeFileSync(this.#providedFile, `${JSON.stringify(given, null, 2)}\n`, { mode: 0o600 });
    chmodSync(this.#providedFile, 0o600);
  }

  #given(): Record<string, string> {
    if (!existsSync(this.#providedFile)) return {};
    try {
      return v.parse(v.record(v.string(), v.string()), JSON.parse(readFileSync(this.#providedFile, 'utf8')));
    } catch (error) {
      throw new Error(`${this.#providedFile} cannot be read: ${(error as Error).message}`);
    }
  }

  /** A damaged file is never replaced: what was derived from the secrets would be lost with it. */
  #read(): Record<string, string> {
    try {
      return v.parse(StoredSecrets, JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch (error) {
      throw new Error(`${this.#file} cannot be read: ${(error as Error).message}`);
    }
  }
}
