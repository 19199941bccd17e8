import type { IncomingMessage } from 'node:http';
import { CloudError } from '../contract';
import { parseForm } from './form';

/** Above every limit that is checked later and answered in words; what is larger is read away and refused as a whole. */
export const BODY_LIMIT_BYTES = 64 * 1024 * 1024;

export async function readBody(request: IncomingMessage, limitBytes = BODY_LIMIT_BYTES): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limitBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > limitBytes) {
    throw new CloudError('EXCEED_MAX_PAYLOAD_SIZE', `the request has ${size} bytes, the limit is ${limitBytes}`);
  }
  return Buffer.concat(chunks);
}

/** The parameters of one /admin request; the binary parts of a form stay Buffers. */
export async function readParameters(request: IncomingMessage): Promise<Record<string, unknown>> {
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return parseForm(body, type);
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    throw new CloudError('INVALID_PARAM', 'the body of the request is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new CloudError('INVALID_PARAM', 'the body of the request is not a JSON object');
  }
  return parsed as Record<string, unknown>;
}
