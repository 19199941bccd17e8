import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readParameters } from '../admin/body';
import { CloudError } from '../contract';
import type { Files } from './files';

const UNSIGNED = {
  code: 'SignatureDoesNotMatch',
  message: 'the upload is not signed for this path, or its time is over',
};

/** The object store behind /storage/: PUT as wx-server-sdk uploads, POST as its versions 2 and 3 did, GET and HEAD of signed URLs. */
export async function serveStorage(files: Files, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'PUT') return receive(files, request, response);
  if (request.method === 'POST') return receiveForm(files, request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    request.resume();
    return refuse(response, 405, 'MethodNotAllowed', 'GET, HEAD, PUT or POST');
  }
  const url = new URL(request.url ?? '/', 'http://storage');
  const path = decodePath(url.pathname.slice('/storage/'.length));
  const sign = url.searchParams.get('sign') ?? '';
  if (path === undefined || !files.mayGet(path, Number(url.searchParams.get('t')), sign)) {
    return refuse(response, 403, 'AccessDenied', 'the URL is not signed for this file, or its time is over');
  }
  const found = files.find(path);
  if (!found) return refuse(response, 404, 'NoSuchKey', 'there is no such file');
  response.writeHead(200, {
    'content-type': found.stored.contentType,
    'content-length': found.stored.size,
    // An uploaded page must not run as part of the phone, which shares this origin.
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(found.file), response);
}

async function receive(files: Files, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { key, authorization } = request.headers;
  const path = typeof key === 'string' ? decodePath(key) : undefined;
  const endsAtS = Number(request.headers['x-cos-security-token']);
  if (path === undefined || !files.mayPut(path, endsAtS, authorization ?? '')) {
    request.resume();
    return refuse(response, 403, UNSIGNED.code, UNSIGNED.message);
  }
  await store(files, path, request, response);
}

/** wx-server-sdk 2 and 3, of which function folders may bring their own copy: the same pass, as fields of a form. */
async function receiveForm(files: Files, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let form: Record<string, unknown>;
  try {
    form = await readParameters(request);
  } catch (error) {
    if (error instanceof CloudError) return refuse(response, 400, error.code, error.message);
    throw error;
  }
  const { key, Signature, file } = form;
  const mayPut =
    typeof key === 'string' &&
    typeof Signature === 'string' &&
    files.mayPut(key, Number(form['x-cos-security-token']), Signature);
  if (!mayPut || file === undefined) return refuse(response, 403, UNSIGNED.code, UNSIGNED.message);
  await store(files, key, Readable.from([Buffer.isBuffer(file) ? file : Buffer.from(String(file))]), response);
}

async function store(files: Files, path: string, bytes: Readable, response: ServerResponse): Promise<void> {
  try {
    await files.put(path, bytes);
  } catch (error) {
    if (error instanceof CloudError) return refuse(response, 400, error.code, error.message);
    throw error;
  }
  response.writeHead(200, { 'content-length': 0 }).end();
}

function decodePath(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** The object store speaks XML, and wx-server-sdk parses it. Code and message are our own words, nothing to escape. */
function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  const xml = `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${message}</Message><RequestId>local</RequestId><TraceId>local</TraceId></Error>`;
  response
    .writeHead(status, { 'content-type': 'application/xml; charset=utf-8', 'content-length': Buffer.byteLength(xml) })
    .end(xml);
}
