import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clearRequests, registerRequest, SKEW_MS } from '../../../cloudfunctions/core/partners';
import type { EpochMs } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, NOON } from '../../faults/simulation/world';

const DAY = 86_400_000;
const arriving = (body: string, nonce: string, idempotencyKey: string | null = 'once') => ({
  partnerId: 'till',
  nonce,
  idempotencyKey,
  method: 'POST',
  target: '/v1/orders',
  body: Buffer.from(body),
});

beforeEach(() => vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 7).toString('base64url')));
afterEach(() => vi.unstubAllEnvs());

test('a nonce is remembered for as long as its request would be let in, whatever the timer clears', async () => {
  const memory = new Memory(() => NOON);
  const at = (ms: number) => environment(memory.plain(), (NOON + ms) as EpochMs);
  const send = async (ms: number) => registerRequest({ ...at(ms), newId: () => `call${ms}` }, arriving('', 'n'));
  expect(await send(0)).toBe(null);
  // Its clock was ahead by as much as a clock may be, so it is in time for twice as long.
  for (let ms = 60_000; ms <= 2 * SKEW_MS; ms += 60_000) {
    await clearRequests(at(ms), (NOON + ms + 1) as EpochMs);
    expect(await send(ms)).toMatchObject({ code: 'REPLAYED' });
  }
});

test('an idempotency key stands for one content for thirty days, and what is over is forgotten', async () => {
  const memory = new Memory(() => NOON);
  const at = (ms: number) => ({ ...environment(memory.plain(), (NOON + ms) as EpochMs), newId: () => `call${ms}` });
  const clear = (ms: number) => clearRequests(at(ms), (NOON + ms + 1) as EpochMs);
  expect(await registerRequest(at(0), arriving('a', 'n1'))).toBe(null);
  await clear(29 * DAY);
  expect(await registerRequest(at(29 * DAY), arriving('a', 'n2'))).toBe(null);
  expect(await registerRequest(at(29 * DAY), arriving('b', 'n3'))).toMatchObject({ code: 'KEY_REUSED' });
  // Two partners, and a partner's nonces and keys, do not meet.
  expect(await registerRequest(at(29 * DAY + 1), { ...arriving('b', 'n1'), partnerId: 'other' })).toBe(null);
  expect(await registerRequest(at(29 * DAY + 2), arriving('b', 'once', 'n2'))).toBe(null);
  await clear(60 * DAY);
  expect(memory.all('requests')).toEqual([]);
});

test('what is kept of a request is another value under another secret, and no plain digest of it', async () => {
  const kept = async (secret: number) => {
    vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, secret).toString('base64url'));
    const memory = new Memory(() => NOON);
    await registerRequest(environment(memory.plain()), arriving('{"phone":"+8613800138000"}', 'n'));
    const claim = memory.all('requests').find(({ _id }) => _id === 'key:till:once') as { print?: string } | undefined;
    return claim?.print ?? '';
  };
  const [first, again, other] = [await kept(1), await kept(1), await kept(2)];
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  const body = Buffer.from('{"phone":"+8613800138000"}').toString('base64');
  const plain = createHash('sha256').update(`POST\n/v1/orders\n${body}`).digest('base64url');
  expect([first, other]).not.toContain(plain);
});
