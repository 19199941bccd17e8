import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const compared: [number, number][] = [];
vi.mock('node:crypto', async (load) => {
  const real = await load<typeof import('node:crypto')>();
  return {
    ...real,
    timingSafeEqual: (a: Uint8Array, b: Uint8Array) => {
      compared.push([a.length, b.length]);
      return real.timingSafeEqual(a, b);
    },
  };
});

const { hashOfSecret, isSignedWith, secretOf, signatureOf, targetOf } = await import(
  '../../../cloudfunctions/core/partners'
);

const secret = 'mB3vX1n8QeYp0sTfK7uZrA5cLwJ2hGd9iOxNqVtE4yU';
const time = '1795309200000';
const guide = readFileSync(fileURLToPath(new URL('../../../docs/partners.md', import.meta.url)), 'utf8');
const order = /```json\n(.+)\n```/.exec(guide)?.[1] ?? '';

const kept = process.env.HUITOUKE_SECRET;
beforeEach(() => {
  compared.length = 0;
  process.env.HUITOUKE_SECRET = Buffer.alloc(32, 7).toString('base64url');
});
afterEach(() => {
  if (kept === undefined) delete process.env.HUITOUKE_SECRET;
  else process.env.HUITOUKE_SECRET = kept;
});

const bytes = (text: string) => new TextEncoder().encode(text);

test('the examples of the guide are signed as it says', () => {
  const paid = {
    method: 'POST',
    target: '/v1/orders',
    time,
    nonce: '8f14e45fceea167a5a36dedd4bea2543',
    body: bytes(order),
  };
  const target = targetOf('/v1/members', { phone: '+8613800138000' });
  const look = { method: 'GET', target, time, nonce: 'c9f0f895fb98ab9159f51fd0297e236d', body: bytes('') };
  expect(order).toContain('"A1001"');
  for (const each of [paid, look]) {
    expect(guide).toContain(`\`${each.target}\``);
    expect(guide).toContain(`\`${signatureOf(secret, each)}\``);
  }
});

test('a signature is good for exactly what was signed', () => {
  const signed = fc.record({
    method: fc.constantFrom('GET', 'POST'),
    target: fc.webPath(),
    time: fc.integer({ min: 1e12, max: 9e12 }).map(String),
    nonce: fc.string({ minLength: 16, maxLength: 64 }),
    body: fc.uint8Array({ maxLength: 200 }),
  });
  fc.assert(
    fc.property(signed, signed, (one, other) => {
      const signature = signatureOf(secret, one);
      const same =
        JSON.stringify({ ...one, body: [...one.body] }) === JSON.stringify({ ...other, body: [...other.body] });
      expect(isSignedWith(secret, one, signature)).toBe(true);
      expect(isSignedWith(secret, other, signature)).toBe(same);
      expect(isSignedWith(`${secret}x`, one, signature)).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('every signature is compared in constant time, wherever it goes wrong', () => {
  const signed = { method: 'GET', target: '/v1/ping', time, nonce: 'n'.repeat(16), body: bytes('') };
  const right = signatureOf(secret, signed);
  const wrong = [`0${right.slice(1)}`, `${right.slice(0, -1)}0`, '0'.repeat(64), right];
  for (const signature of wrong) isSignedWith(secret, signed, signature);
  expect(compared).toEqual(wrong.map(() => [32, 32]));
  expect(isSignedWith(secret, signed, right.slice(2))).toBe(false);
});

test('a query is signed in one form, however it was written', () => {
  expect(targetOf('/v1/members', { b: '2', a: '1' })).toBe('/v1/members?a=1&b=2');
  expect(targetOf('/v1/members', { card: "a b+c/(')*!~" })).toBe('/v1/members?card=a%20b%2Bc%2F%28%27%29%2A%21~');
  expect(targetOf('/v1/members', { a: ['2', '1'] })).toBe('/v1/members?a=2&a=1');
  expect(targetOf('/v1/members', { a: '\ud800' })).toBe('/v1/members?a=%EF%BF%BD');
  expect(targetOf('/v1/ping', {})).toBe('/v1/ping');
});

test('a secret follows from the secret of the shop, the key and its salt, and from all three', () => {
  const one = secretOf('p1', 'salt');
  expect(one).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(secretOf('p1', 'salt')).toBe(one);
  expect(new Set([one, secretOf('p2', 'salt'), secretOf('p1', 'tlas')]).size).toBe(3);
  expect(hashOfSecret(one)).not.toContain(one);
  process.env.HUITOUKE_SECRET = Buffer.alloc(32, 8).toString('base64url');
  expect(secretOf('p1', 'salt')).not.toBe(one);
});
