import { isDeepStrictEqual } from 'node:util';
import type { HeardCall } from '../contract';
import { ENV_ID, invocationEnvironment, type Trigger } from '../environment';
import type { Invocation, Invocations } from '../invocations';
import type { CloudFunction } from './catalogue';
import { type FunctionFailure, notFound, payloadTooLarge } from './failure';
import type { Surroundings } from './instance';
import { Pool } from './pool';

/** Both ways of a synchronous call (cloud.tencent.com/document/product/583/11637). */
const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024;

export interface CallRequest {
  name: string;
  /** JSON text. */
  event: string;
  trigger: Trigger;
  source: string;
  openid?: string | undefined;
  /** Of a function called by a function: what set the first one going. */
  rootTrigger?: Trigger | undefined;
  /** Of the person's phone, when not the one that is theirs. */
  address?: string | undefined;
}

export interface CallAnswer {
  requestId: string;
  /** JSON text of the result, or why there is none. */
  result: { json: string } | { failure: FunctionFailure };
}

/** All functions of the folder, and the one way to call one. */
export class Functions {
  #pools = new Map<string, Pool>();

  constructor(
    private readonly surroundings: Surroundings,
    private readonly invocations: Invocations,
    private readonly instancesEach: number,
    private readonly log: (line: string) => void,
    private readonly heard?: (call: HeardCall) => void,
  ) {}

  /** Takes over a catalogue: new functions appear, missing ones go, those named or declared otherwise are loaded afresh. */
  adopt(catalogue: Map<string, CloudFunction>, changed: ReadonlySet<string>): void {
    for (const [name, pool] of this.#pools) {
      if (catalogue.has(name)) continue;
      pool.close();
      this.#pools.delete(name);
    }
    for (const [name, declared] of catalogue) {
      const pool = this.#pools.get(name);
      if (!pool) this.#pools.set(name, new Pool(declared, this.surroundings, this.instancesEach));
      else if (changed.has(name) || !isDeepStrictEqual(pool.declared, declared)) pool.reload(declared);
    }
  }

  /** Loads those afresh that are given this variable: an environment is fixed when an instance is born. */
  provide(name: string): string[] {
    const users = this.all().flatMap((declared) => (declared.provided.includes(name) ? [declared.name] : []));
    this.reload(users);
    return users;
  }

  /** Calls that run finish in their instances; all others meet new ones. */
  reload(names: readonly string[]): void {
    for (const name of names) {
      const pool = this.#pools.get(name);
      pool?.reload(pool.declared);
    }
  }

  declared(name: string): CloudFunction | undefined {
    return this.#pools.get(name)?.declared;
  }

  all(): CloudFunction[] {
    return [...this.#pools.values()].map((pool) => pool.declared);
  }

  figures(): Record<string, Pool['figures']> {
    return Object.fromEntries([...this.#pools].map(([name, pool]) => [name, pool.figures]));
  }

  moveClock(offsetMs: number): void {
    for (const pool of this.#pools.values()) pool.moveClock(offsetMs);
  }

  close(): void {
    for (const pool of this.#pools.values()) pool.close();
  }

  async call(request: CallRequest): Promise<CallAnswer> {
    const { name, trigger, source, openid, rootTrigger, address } = request;
    const invocation = this.invocations.open(name, trigger, source, openid, rootTrigger, address);
    const { requestId } = invocation;
    const result = await this.#run(request, invocation);
    this.invocations.end(invocation, 'json' in result ? 'ok' : 'error');
    const { outcome, requests, depth, ms } = invocation.figures();
    const why = 'failure' in result ? ` ${result.failure.code}` : '';
    this.log(
      `${name} ${requestId} ${trigger} ${outcome}${why} ${ms} ms, ${requests} database requests, depth ${depth}`,
    );
    this.heard?.({ openid, event: request.event, ...('json' in result ? { answer: result.json } : {}) });
    return { requestId, result };
  }

  #run(request: CallRequest, invocation: Invocation): Promise<CallAnswer['result']> {
    const pool = this.#pools.get(request.name);
    if (!pool) return Promise.resolve({ failure: notFound(request.name) });
    const eventBytes = Buffer.byteLength(request.event);
    if (eventBytes > PAYLOAD_LIMIT_BYTES) {
      return Promise.resolve({ failure: payloadTooLarge('event', eventBytes, PAYLOAD_LIMIT_BYTES) });
    }
    const environment = invocationEnvironment(invocation);
    return new Promise((resolve) => {
      pool.run({
        id: invocation.requestId,
        event: request.event,
        environment,
        context: contextOf(pool.declared, invocation.requestId, environment),
        timeoutMs: pool.declared.timeoutMs,
        returned: false,
        started: (kill) => {
          invocation.kill = kill;
        },
        succeed: (json) => {
          const bytes = Buffer.byteLength(json);
          resolve(
            bytes > PAYLOAD_LIMIT_BYTES ? { failure: payloadTooLarge('result', bytes, PAYLOAD_LIMIT_BYTES) } : { json },
          );
        },
        fail: (failure) => resolve({ failure }),
      });
    });
  }
}

/** The second argument of main, as the types of wx-server-sdk describe it. */
function contextOf(declared: CloudFunction, requestId: string, environment: Record<string, string>) {
  // The platform names the context's variables here too; a capability is not for printing, so it stays out.
  const shown = Object.entries(environment).filter(([name]) => !name.includes('TOKEN'));
  return {
    request_id: requestId,
    function_name: declared.name,
    function_version: '$LATEST',
    namespace: ENV_ID,
    memory_limit_in_mb: declared.memoryMb,
    time_limit_in_ms: declared.timeoutMs,
    environ: shown.map(([name, value]) => `${name}=${value}`).join(';'),
    environment: JSON.stringify(Object.fromEntries(shown)),
  };
}
