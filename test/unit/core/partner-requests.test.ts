import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { registerRequest } from '../../../cloudfunctions/core/partners/requests';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, NOON } from '../../faults/simulation/world';

afterEach(() => vi.unstubAllEnvs());

const secret = (byte: number) => vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, byte).toString('base64url'));

/** Sends one body, and answers what is kept of it. */
async function kept(memory: Memory, nonce: string, body = '{"member":{"phone":"+8613800138000"}}') {
  const request = { partnerId: 'till', idempotencyKey: 'once', method: 'POST', target: '/v1/orders', nonce };
  const refused = await registerRequest(environment(memory.plain()), { ...request, body: Buffer.from(body) });
  const claim = memory.all('requests').find(({ _id }) => _id === 'key:till:once') as { print?: string } | undefined;
  return { refused, print: claim?.print ?? '' };
}

test('what is kept of a request is another value under another secret, and no plain digest of it', async () => {
  secret(1);
  const first = await kept(new Memory(() => NOON), 'a');
  const again = await kept(new Memory(() => NOON), 'a');
  secret(2);
  const other = await kept(new Memory(() => NOON), 'a');
  expect(first.print).toMatch(/^[\w-]{43}$/);
  expect(again.print).toBe(first.print);
  expect(other.print).not.toBe(first.print);
  const body = Buffer.from('{"member":{"phone":"+8613800138000"}}').toString('base64');
  const plain = createHash('sha256').update(`POST\n/v1/orders\n${body}`).digest('base64url');
  expect([first.print, other.print]).not.toContain(plain);
});

test('a key that comes again goes on with the same content alone', async () => {
  secret(1);
  const memory = new Memory(() => NOON);
  expect((await kept(memory, 'a')).refused).toBeNull();
  expect((await kept(memory, 'b')).refused).toBeNull();
  expect((await kept(memory, 'c', '{}')).refused).toMatchObject({ code: 'KEY_REUSED' });
});
