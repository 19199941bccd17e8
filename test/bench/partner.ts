/** Hostile requests at the partner API; the same generator as in the tests, five times as many. */

import { openCloudStore } from '../../scripts/cloud-store';
import { fuzz } from '../integration/shop/fuzz';
import { openShop } from '../integration/shop/shop';
import type { Figure } from './figure';

const requests = 10_000;

export const figures: Figure[] = [
  {
    name: 'partner.fuzz.violations',
    unit: 'violations',
    limit: { exactly: 0 },
    async measure() {
      const shop = await openShop(2);
      try {
        const { violations, statuses } = await fuzz(shop, await openCloudStore(shop.origin), requests, 2);
        const seen = Object.entries(statuses).map(([status, count]) => `${count} × ${status}`);
        const note = `${requests} requests with something wrong in them, through the local cloud: ${seen.join(', ')}`;
        return { value: violations.length, note, wrong: violations.slice(0, 5) };
      } finally {
        await shop.close();
      }
    },
  },
];
