import { expect, test } from 'vitest';

import { matchRoute, type Route } from '../../../cloudfunctions/partner/route';
import { Pace } from '../../../cloudfunctions/platform/pace';
import type { EpochMs } from '../../../typings/domain';

const at = (ms: number) => ms as EpochMs;

test('who fails too often in a minute waits for the rest of it, nobody else does', () => {
  const failures = new Pace(3);
  for (const ms of [0, 10_000, 20_000]) failures.count('one', at(ms));
  expect(failures.waitS('one', at(20_000))).toBe(40);
  expect(failures.waitS('other', at(20_000))).toBe(0);
  expect(failures.waitS('one', at(60_000))).toBe(0);
});

test('a clock that is set back locks nobody out', () => {
  const failures = new Pace(1);
  failures.count('one', at(1_000_000));
  expect(failures.waitS('one', at(1_000))).toBe(0);
});

test('counting strangers takes no more room than a thousand of them', () => {
  const failures = new Pace(1);
  for (let n = 0; n <= 1000; n += 1) failures.count(`name ${n}`, at(n));
  expect(failures.waitS('name 0', at(1001))).toBe(0);
  expect(failures.waitS('name 1', at(1001))).toBeGreaterThan(0);
});

test('a path leads to one route, whatever stands in it', () => {
  const route = (method: 'GET' | 'POST', path: string): Route => ({
    method,
    path,
    action: path,
    right: null,
    open: () => ({ ok: false, code: 'BUSY' }),
  });
  const routes = [route('GET', '/v1/orders/{orderId}'), route('POST', '/v1/orders/{orderId}/refunds')];
  expect(matchRoute(routes, 'GET', '/v1/orders/A.1')).toMatchObject({ parameters: { orderId: 'A.1' } });
  expect(matchRoute(routes, 'POST', '/v1/orders/__proto__/refunds')).toMatchObject({
    parameters: { orderId: '__proto__' },
  });
  expect(matchRoute(routes, 'PUT', '/v1/orders/A')).toBe('method');
  for (const path of ['/v1/orders/A/', '/v1/orders', '/V1/orders/A', ''])
    expect(matchRoute(routes, 'GET', path)).toBe('path');
});
