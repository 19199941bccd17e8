import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock';
import { CloudError, type Database } from '../contract';
import type { Faults } from '../faults';
import type { Invocation } from '../invocations';

/** The connection is to be cut without an answer. */
export class AnswerLost extends Error {}

/** A refusal is an answer too: it has its place in the chain of its invocation. */
export class Refused extends CloudError {
  constructor(
    refusal: CloudError,
    readonly depth: number,
  ) {
    super(refusal.code, refusal.message);
  }
}

export interface Counted {
  result: Record<string, unknown>;
  /** Place in the chain of its invocation; undefined when no instance asked. */
  depth: number | undefined;
}

const CONFLICT = new CloudError(
  'DATABASE_TRANSACTION_CONFLICT',
  '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
);

/** In front of the database: counts requests, and lets the ordered faults happen to those of function instances. */
export class DatabaseGate {
  #total = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly faults: Faults,
  ) {}

  get total(): number {
    return this.#total;
  }

  async perform(
    action: string,
    body: Record<string, unknown>,
    invocation: Invocation | undefined,
    after: number,
  ): Promise<Counted> {
    this.#total += 1;
    if (!invocation) return { result: await this.#apply(action, body), depth: undefined };
    const { ordinal, depth } = invocation.count(after);
    try {
      return { result: await this.#meet(action, body, invocation, ordinal), depth };
    } catch (error) {
      throw error instanceof CloudError ? new Refused(error, depth) : error;
    }
  }

  /** One request of a function, and what was ordered to happen to it. */
  async #meet(
    action: string,
    body: Record<string, unknown>,
    invocation: Invocation,
    ordinal: number,
  ): Promise<Record<string, unknown>> {
    const fate = this.faults.fate(invocation.functionName, ordinal, action, body);
    if (fate.latencyMs > 0) await pause(fate.latencyMs);
    switch (fate.strike) {
      case 'none':
        return this.#apply(action, body);
      case 'error':
        throw new CloudError('SYS_ERR', 'an error ordered through /local/faults; nothing was applied');
      case 'conflict':
        return this.#conflict(body);
      case 'kill-before':
        invocation.kill?.();
        throw new AnswerLost();
      case 'kill-after':
        await this.#applyUnanswered(action, body);
        invocation.kill?.();
        throw new AnswerLost();
      case 'lost-reset':
        await this.#applyUnanswered(action, body);
        throw new AnswerLost();
      case 'lost-timeout':
        await this.#applyUnanswered(action, body);
        throw new CloudError('SERVER_TIMEOUT', 'an answer lost by order of /local/faults; the request was applied');
    }
  }

  #apply(action: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
    return this.database.perform(action, body, this.clock.nowMs());
  }

  /** A refusal is an answer too, and nobody hears this one. */
  async #applyUnanswered(action: string, body: Record<string, unknown>): Promise<void> {
    try {
      await this.#apply(action, body);
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
    }
  }

  /** Somebody else came first: a conditional update finds nothing to change, a transaction dies. */
  async #conflict(body: Record<string, unknown>): Promise<Record<string, unknown>> {
    if (!body.transactionId) return { data: { updated: 0, upsert_id: null } };
    await this.#applyUnanswered('database.abortTransaction', { ...body, action: 'database.abortTransaction' });
    throw CONFLICT;
  }
}
