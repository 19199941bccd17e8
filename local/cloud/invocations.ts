import { randomBytes, randomUUID } from 'node:crypto';
import type { Trigger } from './environment';

/** How many ended invocations stay readable by request id. */
const REMEMBERED = 10_000;

export interface CallFigures {
  requestId: string;
  function: string;
  trigger: Trigger;
  outcome: 'running' | 'ok' | 'error';
  /** Database requests, late ones included. */
  requests: number;
  /** Longest chain of database requests that did not overlap, begun before the answer. */
  depth: number;
  /** Database requests begun after the answer. */
  afterAnswer: number;
  ms: number;
}

/** One run of a function, from the moment it is queued. */
export class Invocation {
  readonly token = randomBytes(24).toString('base64url');
  readonly requestId = randomUUID();
  #requests = 0;
  #depth = 0;
  #afterAnswer = 0;
  #startedMs = performance.now();
  #ms = 0;
  #outcome: CallFigures['outcome'] = 'running';
  /** Ends the instance that runs it; set while it runs. */
  kill: (() => void) | undefined;

  constructor(
    readonly functionName: string,
    readonly trigger: Trigger,
    readonly source: string,
    readonly openid: string | undefined,
    /** What set the first function of the chain going. */
    readonly rootTrigger: Trigger = trigger,
    readonly address: string | undefined = undefined,
  ) {}

  /** A database request arrives that was begun when answers up to `after` in the chain had come. Returns its ordinal and depth. */
  count(after: number): { ordinal: number; depth: number } {
    this.#requests += 1;
    const depth = after + 1;
    if (this.#outcome === 'running') this.#depth = Math.max(this.#depth, depth);
    else this.#afterAnswer += 1;
    return { ordinal: this.#requests, depth };
  }

  end(outcome: 'ok' | 'error'): void {
    this.#outcome = outcome;
    this.#ms = performance.now() - this.#startedMs;
    this.kill = undefined;
  }

  figures(): CallFigures {
    const ms = this.#outcome === 'running' ? performance.now() - this.#startedMs : this.#ms;
    return {
      requestId: this.requestId,
      function: this.functionName,
      trigger: this.trigger,
      outcome: this.#outcome,
      requests: this.#requests,
      depth: this.#depth,
      afterAnswer: this.#afterAnswer,
      ms: Math.round(ms * 100) / 100,
    };
  }
}

/** All invocations by their capability and by their request id. */
export class Invocations {
  #byToken = new Map<string, Invocation>();
  #byRequestId = new Map<string, Invocation>();
  #last: Invocation | undefined;

  open(
    functionName: string,
    trigger: Trigger,
    source: string,
    openid: string | undefined,
    rootTrigger: Trigger | undefined,
    address: string | undefined,
  ): Invocation {
    const invocation = new Invocation(functionName, trigger, source, openid, rootTrigger, address);
    this.#byToken.set(invocation.token, invocation);
    this.#byRequestId.set(invocation.requestId, invocation);
    if (this.#byRequestId.size > REMEMBERED) this.#forgetOldest();
    return invocation;
  }

  end(invocation: Invocation, outcome: 'ok' | 'error'): void {
    invocation.end(outcome);
    // A nested call is part of its caller's; a timer may fire at any moment and would hide the call one asks about.
    if (invocation.trigger !== 'function' && invocation.trigger !== 'timer') this.#last = invocation;
  }

  byToken(token: unknown): Invocation | undefined {
    return typeof token === 'string' ? this.#byToken.get(token) : undefined;
  }

  byRequestId(requestId: string): Invocation | undefined {
    return this.#byRequestId.get(requestId);
  }

  get last(): Invocation | undefined {
    return this.#last;
  }

  #forgetOldest(): void {
    for (const [requestId, invocation] of this.#byRequestId) {
      if (invocation.figures().outcome === 'running') continue;
      this.#byRequestId.delete(requestId);
      this.#byToken.delete(invocation.token);
      return;
    }
  }
}
