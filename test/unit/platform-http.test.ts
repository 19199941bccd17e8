import { afterEach, expect, test } from 'vitest';
import { answered, httpRequestOf, jsonOf, languageAccepted, refused } from '../../cloudfunctions/platform/http';
import { refuse } from '../../cloudfunctions/platform/refusal';
import { keyFor } from '../../cloudfunctions/platform/secrets';

const event = { path: '/partner/v1/ping', httpMethod: 'get', headers: { 'X-A': '1' }, body: '' };

test('the prefix of the service goes, whether the platform leaves it in the path or not', () => {
  for (const path of ['/partner/v1/ping', '/v1/ping']) {
    const read = httpRequestOf({ ...event, path }, '/partner');
    expect(read).toMatchObject({ ok: true, data: { path: '/v1/ping', method: 'GET', headers: { 'x-a': '1' } } });
  }
  expect(httpRequestOf({ ...event, path: '/partners' }, '/partner')).toMatchObject({ data: { path: '/partners' } });
});

test('a body arrives byte for byte, as text or as base64, and is refused above 64 KB', () => {
  const text = '{"a":"会员"}';
  const plain = httpRequestOf({ ...event, body: text }, '/partner');
  const coded = httpRequestOf(
    { ...event, body: Buffer.from(text).toString('base64'), isBase64Encoded: true },
    '/partner',
  );
  for (const read of [plain, coded]) expect(read.ok && read.data.body.toString()).toBe(text);
  for (const size of [64 * 1024 + 1, 10_000_000])
    expect(httpRequestOf({ ...event, body: 'x'.repeat(size) }, '/partner')).toMatchObject({ code: 'TOO_LARGE' });
  expect(httpRequestOf({ ...event, body: 'x'.repeat(64 * 1024) }, '/partner').ok).toBe(true);
});

test('what is no request of the service is refused', () => {
  for (const wrong of [
    null,
    1,
    'text',
    [],
    {},
    { path: 1, httpMethod: 'GET' },
    { ...event, queryStringParameters: { a: 1 } },
  ])
    expect(httpRequestOf(wrong, '/partner')).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
});

test('bytes that are no UTF-8, and text that is no JSON, are no content', () => {
  for (const body of [Buffer.from([0xff]), Buffer.from('{'), Buffer.alloc(0)])
    expect(jsonOf(body)).toMatchObject({ ok: false, details: { field: 'body' } });
  expect(jsonOf(Buffer.from('{"a":1}'))).toEqual({ ok: true, data: { a: 1 } });
});

test('who is told to wait is told how long', () => {
  expect(refused(refuse('BUSY'), 'zh-Hans')).toMatchObject({ statusCode: 429, headers: { 'retry-after': '2' } });
  expect(refused(refuse('BUSY', { retryAfterS: 40 }), 'zh-Hans').headers['retry-after']).toBe('40');
  expect(refused(refuse('INTERNAL'), 'zh-Hans').statusCode).toBe(500);
  expect(answered(201, { a: 1 })).toMatchObject({ statusCode: 201, body: '{"a":1}' });
});

test('the script of a sentence is the first Chinese one that is asked for', () => {
  for (const header of ['zh-TW', 'en, zh-Hant;q=0.5', 'zh-hk,zh']) expect(languageAccepted(header)).toBe('zh-Hant');
  for (const header of [undefined, '', 'en', 'zh-CN, zh-TW', 'zh-Hans-TW'])
    expect(languageAccepted(header)).toBe('zh-Hans');
});

const kept = process.env.HUITOUKE_SECRET;
afterEach(() => {
  if (kept === undefined) delete process.env.HUITOUKE_SECRET;
  else process.env.HUITOUKE_SECRET = kept;
});

test('each purpose has a key of its own, the same for as long as the secret is', () => {
  process.env.HUITOUKE_SECRET = Buffer.alloc(32, 1).toString('base64url');
  const key = keyFor('partner');
  expect(key).toHaveLength(32);
  expect(keyFor('partner').equals(key)).toBe(true);
  expect(keyFor('phone').equals(key)).toBe(false);
  process.env.HUITOUKE_SECRET = Buffer.alloc(32, 2).toString('base64url');
  expect(keyFor('partner').equals(key)).toBe(false);
});

test('without a secret, or with a short one, nothing is signed', () => {
  delete process.env.HUITOUKE_SECRET;
  expect(() => keyFor('partner')).toThrow(/HUITOUKE_SECRET/);
  process.env.HUITOUKE_SECRET = Buffer.alloc(31, 1).toString('base64url');
  expect(() => keyFor('partner')).toThrow(/32/);
});
