/**
 * Tencent Cloud's API 3.0 on the loopback, as far as a deployment uses it. It cannot prove that Tencent answers so: each
 * shape says on which page it was read.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Accidents, noAccidents } from './accidents';
import type { Action, Cloud } from './action';
import { databaseActions } from './database-actions';
import { contentsOf, type Environment, emptyEnvironment } from './environment';
import { functionActions } from './function-actions';
import { checkNames, type Parameters } from './parameters';
import { permissionActions } from './permission-actions';
import { Refusal } from './refusal';
import { routeActions } from './route-actions';
import { type Credential, verify } from './signature';

/** X-TC-Version -> X-TC-Action -> what it does. A loopback address does not tell the service; the version does. */
const SERVICES: Record<string, Record<string, Action>> = {
  '2018-06-08': { ...databaseActions, ...permissionActions, ...routeActions },
  '2018-04-16': functionActions,
};

export interface Call {
  action: string;
  parameters: Parameters;
  writes: boolean;
  /** The code of the refusal; null when it was done. */
  refused: string | null;
}

export const ENVIRONMENT = 'shop-1a2b3c';
export const CREDENTIAL: Credential = {
  secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3',
  secretKey: 'Gu5t9xGARNpq86cd98joQYCN3',
};

export class TencentStub implements Cloud {
  readonly environment: Environment;
  readonly accidents: Accidents = noAccidents();
  readonly calls: Call[] = [];
  #count = 0;
  #written = 0;
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  private constructor(environment: Environment) {
    this.environment = environment;
  }

  static async open(environment = emptyEnvironment(ENVIRONMENT)): Promise<TencentStub> {
    const stub = new TencentStub(environment);
    await new Promise<void>((listening) => stub.#server.listen(0, '127.0.0.1', listening));
    return stub;
  }

  /** For TENCENTCLOUD_API. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What was changed, in order. */
  get writes(): Call[] {
    return this.calls.filter(({ writes, refused }) => writes && refused === null);
  }

  contents(): object {
    return contentsOf(this.environment);
  }

  /** Forgets what was asked and which accidents were meant, not what the cloud holds. */
  calm(): void {
    Object.assign(this.accidents, noAccidents());
    this.calls.length = 0;
    this.#count = 0;
    this.#written = 0;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((closed) => this.#server.close(() => closed()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = this.#answer(request, Buffer.concat(chunks));
    if (this.#cut) {
      response.destroy();
      return;
    }
    const body = JSON.stringify({ Response: { ...answer, RequestId: randomUUID() } });
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  }

  get #cut(): boolean {
    const { cutAfterWrites } = this.accidents;
    return cutAfterWrites !== null && this.#written >= cutAfterWrites;
  }

  #answer(request: IncomingMessage, body: Buffer): object {
    const { method = '', url = '', headers } = request;
    const call: Call = { action: String(headers['x-tc-action']), parameters: {}, writes: false, refused: null };
    if (this.#cut) return {};
    this.calls.push(call);
    try {
      verify({ method, url, headers, body }, CREDENTIAL, Date.now());
      this.#count += 1;
      if (this.accidents.throttleEvery > 0 && this.#count % this.accidents.throttleEvery === 0)
        throw new Refusal(
          'RequestLimitExceeded',
          'Your current request times exceeded the limit of 20 times a second.',
        );
      return this.#perform(String(headers['x-tc-version']), call, JSON.parse(body.toString('utf8')) as Parameters);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      call.refused = error.code;
      return { Error: { Code: error.code, Message: error.message } };
    }
  }

  #perform(version: string, call: Call, parameters: Parameters): object {
    const action = SERVICES[version]?.[call.action];
    if (!action) throw new Refusal('InvalidAction', `${call.action} of ${version} is not found.`);
    call.parameters = parameters;
    call.writes = action.writes;
    checkNames(parameters, action);
    const answer = action.run(this, parameters);
    if (action.writes) this.#written += 1;
    return answer;
  }
}
