import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { State } from '../state';

const SECRET = 'storage';

/** Signs what a URL allows. The secret outlives a restart, so URLs that were handed out go on working until they end. */
export class Signature {
  #secret: string;

  constructor(state: Pick<State, 'secrets'>) {
    const kept = state.secrets.get(SECRET);
    this.#secret = kept ?? randomBytes(32).toString('hex');
    if (kept === undefined) state.secrets.putSync(SECRET, this.#secret);
  }

  sign(use: 'get' | 'put', path: string, endsAtS: number): string {
    return createHmac('sha256', this.#secret).update(`${use}\n${path}\n${endsAtS}`).digest('hex');
  }

  /** The end of a signature is real time: a moved clock must not break pictures that are on the screen. */
  holds(use: 'get' | 'put', path: string, endsAtS: number, signature: string): boolean {
    const expected = Buffer.from(this.sign(use, path, endsAtS));
    const given = Buffer.from(signature);
    return endsAtS * 1000 >= Date.now() && expected.length === given.length && timingSafeEqual(expected, given);
  }
}
