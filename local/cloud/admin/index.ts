import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CloudError } from '../contract';
import type { Functions } from '../functions';
import { AFTER_HEADER, DEPTH_HEADER } from '../functions/messages';
import type { Invocation, Invocations } from '../invocations';
import type { OpenApi } from '../openapi';
import type { Pay } from '../pay';
import { performStorage } from '../storage/actions';
import type { Files } from '../storage/files';
import { readParameters } from './body';
import { AnswerLost, type DatabaseGate, Refused } from './database';

/**
 * node-sdk sends every request of an instance over one global agent without a retry, so the server must keep idle
 * connections longer than the client does (5 s).
 */
const KEEP_ALIVE_MS = 65_000;

/** With exactly this type the SDK takes an answer of wx.openApi for an error. */
const JSON_TYPE = 'application/json; charset=utf-8';

interface Answer {
  type: string;
  body: Uint8Array | string;
  depth?: number | undefined;
}

/** The one URL that wx-server-sdk speaks to. */
export class Admin {
  constructor(
    private readonly database: DatabaseGate,
    private readonly functions: Functions,
    private readonly files: Files,
    private readonly openApi: OpenApi,
    private readonly pay: Pay,
    private readonly invocations: Invocations,
    private readonly log: (line: string) => void,
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    let answer: Answer;
    try {
      answer = await this.#perform(await readParameters(request), request, requestId);
    } catch (error) {
      if (error instanceof AnswerLost) {
        request.socket.destroy();
        return;
      }
      answer = this.#failure(error, requestId);
    }
    const headers: Record<string, string | number> = {
      'content-type': answer.type,
      'content-length': Buffer.byteLength(answer.body),
    };
    if (answer.depth !== undefined) headers[DEPTH_HEADER] = answer.depth;
    response.on('finish', () => request.socket.setTimeout(KEEP_ALIVE_MS));
    response.writeHead(200, headers).end(answer.body);
  }

  async #perform(parameters: Record<string, unknown>, request: IncomingMessage, requestId: string): Promise<Answer> {
    const { action } = parameters;
    if (typeof action !== 'string') throw new CloudError('INVALID_PARAM', 'action is needed');
    const invocation =
      this.invocations.byToken(parameters.wxCloudApiToken) ?? this.invocations.byToken(parameters.sessionToken);
    const [service] = action.split('.');
    if (service === 'database') {
      const after = Number(request.headers[AFTER_HEADER] ?? 0);
      const { result, depth } = await this.database.perform(action, parameters, invocation, after);
      return { ...json({ requestId, ...result }), depth };
    }
    if (service === 'storage') return json({ requestId, ...(await performStorage(this.files, action, parameters)) });
    if (action === 'functions.invokeFunction') return json(await this.#invoke(parameters, request, invocation));
    if (action === 'wx.openApi') {
      return { type: 'application/octet-stream', body: await this.openApi.perform(parameters, invocation) };
    }
    if (action === 'wx.wxPayApi') {
      return { type: 'application/octet-stream', body: await this.pay.perform(parameters, invocation) };
    }
    throw new CloudError('NOT_AVAILABLE_LOCALLY', `${action} is not available locally`);
  }

  /** The person is whoever the caller acts for: its capability says so, never the event. */
  async #invoke(
    parameters: Record<string, unknown>,
    request: IncomingMessage,
    caller: Invocation | undefined,
  ): Promise<Record<string, unknown>> {
    const { function_name: name, request_data: data } = parameters;
    if (typeof name !== 'string') throw new CloudError('INVALID_PARAM', 'function_name is needed');
    const { requestId, result } = await this.functions.call({
      name,
      event: typeof data === 'string' && data !== '' ? data : '{}',
      trigger: 'function',
      source: String(request.headers['x-tcb-source'] ?? ''),
      openid: caller?.openid,
      rootTrigger: caller?.rootTrigger,
      address: caller?.address,
    });
    if ('failure' in result) return { requestId, code: result.failure.code, message: result.failure.message };
    return { requestId, data: { response_data: result.json } };
  }

  #failure(error: unknown, requestId: string): Answer {
    if (error instanceof CloudError) {
      const depth = error instanceof Refused ? error.depth : undefined;
      return { ...json({ requestId, code: error.code, message: error.message }), depth };
    }
    // Not foreseen, so a bug of the local cloud: the caller gets an answer, the log the whole truth.
    this.log(`admin ${requestId} failed: ${error instanceof Error ? error.stack : String(error)}`);
    return json({ requestId, code: 'SYS_ERR', message: error instanceof Error ? error.message : String(error) });
  }
}

function json(body: Record<string, unknown>): Answer {
  return { type: JSON_TYPE, body: JSON.stringify(body) };
}
