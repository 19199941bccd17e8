import { expect, test } from 'vitest';
import { render } from '../../../cloudfunctions/platform/errors';
import { Meter } from '../../../cloudfunctions/platform/meter';
import { refuse } from '../../../cloudfunctions/platform/refusal';
import { weigh } from '../../../cloudfunctions/platform/weight';
import type { ErrorCode } from '../../../typings/api/envelope';

test('depth counts requests that waited for one another, requests counts all', async () => {
  const meter = new Meter();
  const answer = () => meter.measure(async () => undefined);
  await Promise.all([answer(), answer(), answer()]);
  expect(meter).toMatchObject({ requests: 3, depth: 1 });
  await answer();
  await Promise.all([answer(), meter.measure(() => Promise.reject(new Error('lost'))).catch(() => undefined)]);
  expect(meter).toMatchObject({ requests: 6, depth: 3 });
});

test('every refusal has a sentence in both scripts, and names no code', () => {
  const codes: ErrorCode[] = ['BUSY', 'DAY_CHANGED', 'INTERNAL', 'KEY_REUSED', 'MAKEUP_NO_CARD', 'TEXT_REFUSED'];
  for (const code of codes) {
    for (const lang of ['zh-Hans', 'zh-Hant'] as const) {
      const { message } = render(refuse(code), lang);
      expect(message).toMatch(/^[\u4e00-\u9fff，、]+$/);
    }
  }
});

test('what is too large is found without walking through all of it', () => {
  const endless: Record<string, unknown> = {};
  endless.self = endless;
  expect(weigh(endless, 1000)).toBe('too large');
  expect(weigh({ a: 'x'.repeat(1001) }, 1000)).toBe('too large');
  expect(weigh({ a: ['x', 1, null] }, 1000)).toBe('fine');
});

test('names that every object inherits are strange at any depth', () => {
  expect(weigh(JSON.parse('{"payload":{"a":[{"__proto__":1}]}}'), 1000)).toBe('strange name');
  expect(weigh({ constructor: 1 }, 1000)).toBe('strange name');
});
