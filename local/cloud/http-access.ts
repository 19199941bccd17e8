import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, validateHeaderName, validateHeaderValue } from 'node:http';
import { readBody } from './admin/body';
import { CloudError } from './contract';
import type { Defects } from './defects';
import { ENV_ID } from './environment';
import type { Functions } from './functions';

/** docs.cloudbase.net, error code EXCEED_MAX_PAYLOAD_SIZE: 100 KB as text, 6 MB otherwise. */
const TEXT_LIMIT_BYTES = 100 * 1024;
const BINARY_LIMIT_BYTES = 6 * 1024 * 1024;
const TEXT_TYPES = /^(text\/(?!xml)|application\/(json|x-www-form-urlencoded|javascript)\b|[^;]*\+json\b)/i;
/** Numbers of the cloud account, not of the mini program (docs.cloudbase.net/service/access-cloud-function). */
const ACCOUNT_ID = 1_300_000_000;
const ACCOUNT_UIN = 100_000_000_000;
/** Of the connection, not of the answer; a function cannot set them. */
const HOP_HEADERS = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive', 'upgrade']);

interface Wire {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/** The HTTP access service: functions with a path, called by anybody, without any WX identity. */
export class HttpAccess {
  constructor(
    private readonly functions: Functions,
    private readonly defects: Pick<Defects, 'isUnrouted'>,
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const wire = await this.#answer(request).catch((error: unknown) => {
      if (error instanceof CloudError) return refusal(413, error.code, error.message);
      throw error;
    });
    response.writeHead(wire.status, { ...wire.headers, 'content-length': wire.body.length });
    response.end(request.method === 'HEAD' ? undefined : wire.body);
  }

  async #answer(request: IncomingMessage): Promise<Wire> {
    // Not `new URL(path, base)`: there a path that begins with two slashes names a host.
    const url = new URL(`http://access${(request.url ?? '').slice('/http'.length)}`);
    const name = this.#route(url.pathname);
    const isText = TEXT_TYPES.test(request.headers['content-type'] ?? '');
    const body = await readBody(request, isText ? TEXT_LIMIT_BYTES : BINARY_LIMIT_BYTES);
    if (name === undefined) return refusal(404, 'INVALID_PATH', `no function answers at ${url.pathname}`);
    const event = {
      path: url.pathname,
      httpMethod: request.method,
      headers: headersOf(request),
      queryStringParameters: parametersOf(url.searchParams),
      requestContext: { requestId: randomUUID(), envId: ENV_ID, appId: ACCOUNT_ID, uin: ACCOUNT_UIN },
      ...bodyOf(body, isText),
    };
    const { result } = await this.functions.call({ name, event: JSON.stringify(event), trigger: 'http', source: '' });
    if ('json' in result) return wireOf(JSON.parse(result.json));
    return refusal(500, result.failure.code, result.failure.message);
  }

  /**
   * The longest declared path that begins the request's. A function that no manifest speaks of answers at its name; one
   * that is declared without a path does not answer, as deployment gives it none.
   */
  #route(pathname: string): string | undefined {
    if (this.defects.isUnrouted(pathname)) return undefined;
    let best: { name: string; length: number } | undefined;
    for (const { name, httpPath } of this.functions.all()) {
      const prefix = httpPath === undefined ? `/${name}` : httpPath;
      if (prefix === null) continue;
      const base = prefix.replace(/\/+$/, '');
      const fits = pathname === base || pathname.startsWith(`${base}/`);
      if (fits && (!best || base.length > best.length)) best = { name, length: base.length };
    }
    return best?.name;
  }
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

/** A name given once is a string, one given several times a list; the platform does not say what it makes of those. */
function parametersOf(query: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? (values[0] as string) : values];
    }),
  );
}

/** A body that is not text by its type travels as base64; so does text that is not UTF-8, which JSON cannot carry. */
function bodyOf(body: Buffer, isText: boolean): { body: string; isBase64Encoded: boolean } {
  if (body.length === 0 || (isText && isUtf8(body))) return { body: body.toString('utf8'), isBase64Encoded: false };
  return { body: body.toString('base64'), isBase64Encoded: true };
}

function refusal(status: number, code: string, message: string): Wire {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify({ code, message })),
  };
}

/**
 * `{statusCode, headers, body, isBase64Encoded}`, or any other value, which becomes the body: text/plain for strings and
 * numbers, JSON for the rest (docs.cloudbase.net/service/access-cloud-function).
 */
function wireOf(result: unknown): Wire {
  if (typeof result === 'object' && result !== null && 'statusCode' in result)
    return integrated(result as Record<string, unknown>);
  const isText = typeof result === 'string' || typeof result === 'number';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  return {
    status: 200,
    headers: { 'content-type': type },
    body: Buffer.from(isText ? String(result) : JSON.stringify(result)),
  };
}

function isHeader(name: string, value: string | string[]): boolean {
  try {
    validateHeaderName(name);
    for (const each of [value].flat()) validateHeaderValue(name, each);
    return true;
  } catch {
    return false;
  }
}

function integrated(result: Record<string, unknown>): Wire {
  const status = Number(result.statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    return refusal(500, 'INVALID_RESPONSE', `the function answered statusCode ${String(result.statusCode)}`);
  }
  const headers: Wire['headers'] = {};
  for (const [name, value] of Object.entries((result.headers ?? {}) as Record<string, unknown>)) {
    const lower = name.toLowerCase();
    if (HOP_HEADERS.has(lower)) continue;
    headers[lower] = Array.isArray(value) ? value.map(String) : String(value);
    if (!isHeader(lower, headers[lower])) {
      return refusal(500, 'INVALID_RESPONSE', `the function answered a header that HTTP cannot carry: ${name}`);
    }
  }
  const body = result.body ?? '';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: Buffer.from(text, result.isBase64Encoded === true ? 'base64' : 'utf8') };
}
