import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCloudStore } from '../../scripts/cloud-store';
import { fuzz } from './shop/fuzz';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop(2);
});
afterAll(() => shop.close());

// `npm run bench -- partner.fuzz` shoots 10,000.
test('2,000 hostile requests: never a 5xx, never a change without a 2xx, each error names its field', async () => {
  const { violations, statuses, codes } = await fuzz(shop, await openCloudStore(shop.origin), 2_000, 1);
  expect(violations).toEqual([]);
  // They have met what they were made for.
  for (const status of [200, 201, 400, 401, 404, 405, 409, 413, 422])
    expect([status, statuses[status]]).not.toContain(undefined);
  for (const code of [
    'CLOCK_SKEW',
    'CODE_NEEDED',
    'CODE_OUTDATED',
    'COUPON_CATEGORY',
    'COUPON_CHANNEL',
    'COUPON_NOT_FOUND',
    'COUPON_USED',
    'DEDUCTION_ENDED',
    'DEDUCTION_NOT_FOUND',
    'DEDUCTION_STEP',
    'INVALID_INPUT',
    'KEY_REUSED',
    'REFUND_TOO_LARGE',
    'REPLAYED',
    'TIME_AHEAD',
    'TOO_LARGE',
    'TOO_OLD',
    'UNDONE',
    'UNSIGNED',
  ])
    expect(codes).toContain(code);
}, 300_000);
