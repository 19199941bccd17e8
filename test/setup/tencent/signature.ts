/** TC3-HMAC-SHA256, recomputed from what came over the wire: cloud.tencent.com/document/api/583/33846 (签名方法 v3). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './refusal';

export interface Credential {
  secretId: string;
  secretKey: string;
}

export interface Sent {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A request older than this is refused, seconds. */
const EXPIRES = 300;

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');
const hmac = (key: Buffer | string, content: string) => createHmac('sha256', key).update(content).digest();

/** Throws the platform's refusal unless the request was signed with this credential. */
export function verify(sent: Sent, credential: Credential, nowMs: number): void {
  const { algorithm, secretId, date, service, signedHeaders, signature } = authorizationOf(sent);
  if (algorithm !== 'TC3-HMAC-SHA256') throw new Refusal('AuthFailure.SignatureFailure', `${algorithm} is not known.`);
  if (secretId !== credential.secretId) throw new Refusal('AuthFailure.SecretIdNotFound', 'The SecretId is not found.');
  const timestamp = Number(sent.headers['x-tc-timestamp']);
  const day = new Date(timestamp * 1000).toISOString().slice(0, 10);
  if (day !== date || Math.abs(nowMs / 1000 - timestamp) > EXPIRES)
    throw new Refusal('AuthFailure.SignatureExpire', 'The signature has expired.');
  for (const name of ['content-type', 'host']) {
    if (!signedHeaders.includes(name)) throw new Refusal('AuthFailure.SignatureFailure', `${name} must be signed.`);
  }
  const toSign = [algorithm, timestamp, `${date}/${service}/tc3_request`, sha256(canonical(sent, signedHeaders))];
  const key = hmac(hmac(hmac(`TC3${credential.secretKey}`, date), service), 'tc3_request');
  const expected = hmac(key, toSign.join('\n'));
  const given = Buffer.from(signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new Refusal('AuthFailure.SignatureFailure', 'The provided credentials could not be validated.');
}

interface Authorization {
  algorithm: string;
  secretId: string;
  date: string;
  service: string;
  signedHeaders: string[];
  signature: string;
}

function authorizationOf({ headers }: Sent): Authorization {
  const form =
    /^(\S+) Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/([^/]+)\/tc3_request, SignedHeaders=([^,]+), Signature=([0-9a-f]+)$/;
  const [, algorithm = '', secretId = '', date = '', service = '', signed = '', signature = ''] =
    form.exec(headers.authorization ?? '') ?? [];
  if (algorithm === '') throw new Refusal('AuthFailure.InvalidAuthorization', 'The Authorization header is not valid.');
  return { algorithm, secretId, date, service, signedHeaders: signed.split(';'), signature };
}

function canonical({ method, url, headers, body }: Sent, signedHeaders: string[]): string {
  const [path = '/', query = ''] = url.split('?');
  const lines = signedHeaders.map((name) => `${name}:${signedValue(headers, name)}\n`).join('');
  return [method, path, query, lines, signedHeaders.join(';'), sha256(body)].join('\n');
}

/** A loopback address has a port, which the client sends but does not sign: Tencent's own have none. */
function signedValue(headers: IncomingHttpHeaders, name: string): string {
  const value = String(headers[name] ?? '').trim();
  return name === 'host' ? value.replace(/:\d+$/, '') : value;
}
