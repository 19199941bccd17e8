/** A till's side of the partner API, as docs/partners.md describes it. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Failure } from '../../typings/api/envelope';
import { CloudNotRunning } from '../cloud-store';

export interface Key {
  id: string;
  secret: string;
}

/** What stands behind a refusal at a till, where the API's sentence is for any program. */
const SENTENCES: { [code: string]: string | undefined } = {
  KEY_REUSED: '这个单号已经记过，会员、金额或时间与之前的不一致',
};

export class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(SENTENCES[failure.code] ?? failure.message);
  }
}

/** So often a till tries before it gives up; between the attempts it waits as long as it was told to. */
const ATTEMPTS = 4;

export class Client {
  constructor(
    private readonly origin: string,
    private readonly key: Key,
    /** The cloud's clock, ms. */
    readonly now: () => number,
  ) {}

  /** @throws Refused with the sentence of the API; CloudNotRunning */
  async ask<Answer>(method: 'GET' | 'POST', target: string, content?: object): Promise<Answer> {
    const body = content === undefined ? '' : JSON.stringify(content);
    // One for all attempts: however often it arrives, it is booked once.
    const idempotencyKey = randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#send(method, target, body, idempotencyKey);
      const answer: unknown = await response.json();
      if (response.ok) return answer as Answer;
      if (response.status !== 429 || attempt === ATTEMPTS) throw new Refused((answer as { error: Failure }).error);
      await new Promise((done) => setTimeout(done, Number(response.headers.get('retry-after') ?? 1) * 1000));
    }
  }

  async #send(method: string, target: string, body: string, idempotencyKey: string): Promise<Response> {
    const time = String(Math.round(this.now()));
    const nonce = randomUUID();
    const sum = createHash('sha256').update(body).digest('hex');
    const text = [method, target, time, nonce, sum].join('\n');
    const headers = {
      'content-type': 'application/json',
      'accept-language': 'zh-Hans',
      'x-huitouke-key': this.key.id,
      'x-huitouke-time': time,
      'x-huitouke-nonce': nonce,
      'x-huitouke-signature': createHmac('sha256', this.key.secret).update(text).digest('hex'),
      'idempotency-key': idempotencyKey,
    };
    const init = { method, headers, ...(body === '' ? {} : { body }) };
    return fetch(`${this.origin}/http/partner${target}`, init).catch(() => {
      throw new CloudNotRunning(this.origin);
    });
  }
}
