import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { CloudError } from '../contract';
import type { Files } from './files';

/** The object store behind /storage/: PUT as wx-server-sdk uploads, GET and HEAD of signed URLs. */
export async function serveStorage(files: Files, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'PUT') return receive(files, request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(response, 405, 'MethodNotAllowed', 'GET, HEAD or PUT');
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
    return refuse(
      response,
      403,
      'SignatureDoesNotMatch',
      'the upload is not signed for this path, or its time is over',
    );
  }
  try {
    await files.put(path, request);
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
