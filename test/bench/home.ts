/** How long the home page waits for the database. */
import { randomUUID } from 'node:crypto';
import type { Figure } from './figure';
import { openShop } from './shop';
import { type Trips, tripsOf, worst } from './trips';
import { temporaryFolder } from './workplace';

export const figures: Figure[] = [
  {
    name: 'home.depth',
    unit: 'sequential round trips',
    limit: { exactly: 1 },
    async measure() {
      const dataDir = temporaryFolder('home');
      const earlier = await openShop(1, dataDir);
      const openid = await earlier.join();
      await earlier.must(openid, 'checkin.signIn', {}, randomUUID());
      await earlier.cloud.close();
      const shop = await openShop(1, dataDir);
      const look = (who: string) => tripsOf(shop.cloud, () => shop.must(who, 'member.home', {}));
      const seen: Record<string, Trips> = {};
      seen['member, cold instance'] = await look(openid);
      seen['member, warm'] = await look(openid);
      seen['guest, warm'] = await look(`bench-${randomUUID()}`);
      await shop.cloud.close();
      const each = Object.entries(seen).map(
        ([who, { depth, requests }]) => `${who}: depth ${depth}, ${requests} requests`,
      );
      return { value: worst(Object.values(seen)).depth, note: `worst of ${each.join('; ')}` };
    },
  },
];
