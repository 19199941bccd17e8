import { describe, expect, test } from 'vitest';
import { Place, SDK } from './cloud-server-place';

const ECHO = `${SDK}
exports.main = async (event) => ({ event, context: cloud.getWXContext() });`;
const ANSWER = `exports.main = async (event) => JSON.parse(event.body);`;

async function ask(place: Place, path: string, init: RequestInit = {}) {
  const response = await fetch(`${place.origin}/http${path}`, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}

describe('the HTTP access service', () => {
  test('tells the function path, query, headers and body, and no person', async () => {
    const place = await Place.open({ echo: ECHO });
    const answer = await ask(place, '/echo/v1/%E8%AE%A2%E5%8D%95?a=1&b=%E4%BA%8C', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Signature': 'AbC' },
      body: '{"amount":12800}',
    });
    const { event, context } = answer.json();
    expect(event).toMatchObject({
      path: '/echo/v1/%E8%AE%A2%E5%8D%95',
      httpMethod: 'POST',
      queryStringParameters: { a: '1', b: '二' },
      body: '{"amount":12800}',
      isBase64Encoded: false,
    });
    expect(event.headers).toMatchObject({ 'x-signature': 'AbC' });
    expect(event).not.toHaveProperty('userInfo');
    expect(context).toEqual({});
  });

  test('gives a name of the query that comes several times as a list', async () => {
    const place = await Place.open({ echo: ECHO });
    const { event } = (await ask(place, '/echo?tag=%E6%96%B0&one=1&tag=b&empty')).json();
    expect(event.queryStringParameters).toEqual({ tag: ['新', 'b'], one: '1', empty: '' });
  });

  test('takes two slashes for a path, never for a host', async () => {
    const place = await Place.open({ echo: ECHO });
    for (const path of ['//echo', '//[', '//echo:1/x']) {
      expect(await ask(place, path)).toMatchObject({ status: 404, text: expect.stringContaining('INVALID_PATH') });
    }
  });

  test.each([{ 'x-name': '会员' }, { 'bad name': 'v' }, { 'x-split': 'a\r\nb: c' }])(
    'names the header that HTTP cannot carry: %j',
    async (headers) => {
      const place = await Place.open({ answer: ANSWER });
      const asked = await ask(place, '/answer', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ statusCode: 200, headers, body: 'x' }),
      });
      expect(asked).toMatchObject({ status: 500, text: expect.stringContaining('INVALID_RESPONSE') });
      expect(asked.text).toContain(Object.keys(headers)[0]);
    },
  );

  test('carries bodies that are not text as base64, byte for byte', async () => {
    const place = await Place.open({ echo: ECHO });
    const bytes = new Uint8Array([0, 255, 128, 7]);
    for (const type of ['application/octet-stream', 'text/xml', 'image/png']) {
      const { event } = (
        await ask(place, '/echo', { method: 'POST', headers: { 'content-type': type }, body: bytes })
      ).json();
      expect(event.isBase64Encoded).toBe(true);
      expect([...Buffer.from(event.body, 'base64')]).toEqual([...bytes]);
    }
  });

  test('gives back status, headers and body as the function says', async () => {
    const place = await Place.open({ answer: ANSWER });
    const say = (result: unknown) =>
      ask(place, '/answer', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(result),
      });
    const full = await say({
      statusCode: 201,
      headers: { 'X-Made': 'yes', 'Content-Type': 'text/plain' },
      body: 'made',
    });
    expect([full.status, full.headers.get('x-made'), full.text]).toEqual([201, 'yes', 'made']);
    const binary = await say({ statusCode: 200, body: Buffer.from('字节').toString('base64'), isBase64Encoded: true });
    expect(binary.text).toBe('字节');
    const object = await say({ ok: true });
    expect([object.headers.get('content-type'), object.json()]).toEqual([
      'application/json; charset=utf-8',
      { ok: true },
    ]);
    const words = await say('words');
    expect([words.headers.get('content-type'), words.text]).toEqual(['text/plain; charset=utf-8', 'words']);
    expect((await say({ statusCode: 9000 })).status).toBe(500);
  });

  test('answers a function that fails with 500 and a code', async () => {
    const place = await Place.open({ fails: 'exports.main = async () => { throw new Error("no"); };' });
    const { status, json } = await ask(place, '/fails');
    expect([status, json().code]).toEqual([500, 'FUNCTIONS_EXECUTE_FAIL']);
  });

  test('follows the longest declared path, and hides functions declared without one', async () => {
    const named = (word: string) => `exports.main = async () => '${word}';`;
    const place = Place.make({
      partner: named('partner'),
      payment: named('payment'),
      inner: named('inner'),
      loose: named('loose'),
    });
    const declared = { timeoutS: 5, memoryMb: 256, openapi: [] };
    const functions = {
      partner: { ...declared, httpPath: '/api' },
      payment: { ...declared, httpPath: '/api/pay' },
      inner: declared,
    };
    place.write('manifest.json', JSON.stringify({ collections: {}, functions }));
    await place.start();
    expect((await ask(place, '/api/v1/orders')).text).toBe('partner');
    expect((await ask(place, '/api/pay/notice')).text).toBe('payment');
    expect((await ask(place, '/api/payment')).text).toBe('partner');
    expect((await ask(place, '/loose')).text).toBe('loose');
    for (const path of ['/inner', '/partner', '/apis', '/', '']) {
      expect((await ask(place, path)).json()).toMatchObject({ code: 'INVALID_PATH' });
    }
  });

  test('refuses bodies over 100 KB of text and 6 MB of anything', async () => {
    const place = await Place.open({ echo: ECHO });
    const post = async (type: string, size: number) =>
      (await ask(place, '/echo', { method: 'POST', headers: { 'content-type': type }, body: 'a'.repeat(size) })).status;
    expect(await post('application/json', 101 * 1024)).toBe(413);
    expect(await post('application/octet-stream', 1024 * 1024)).toBe(200);
    expect(await post('application/octet-stream', 7 * 1024 * 1024)).toBe(413);
  });
});
