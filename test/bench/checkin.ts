/** Checking in: what it costs, and that it pays exactly once whatever happens. */
import { randomUUID } from 'node:crypto';
import { crashes } from './crashes';
import { type Figure, once } from './figure';
import { races } from './races';
import { openShop } from './shop';
import { tripsOf, worst } from './trips';
import { temporaryFolder } from './workplace';

/** Check-ins by a cold and a warm instance, on the first day and on a later one. */
const cost = once(async () => {
  const dataDir = temporaryFolder('checkin');
  const earlier = await openShop(1, dataDir);
  const people = [await earlier.join(), await earlier.join(), await earlier.join()] as const;
  await earlier.cloud.close();
  const shop = await openShop(1, dataDir);
  const sign = (who: string) => tripsOf(shop.cloud, () => shop.must(who, 'checkin.signIn', {}, randomUUID()));
  const cold = await sign(people[0]);
  const warm = await sign(people[1]);
  await shop.cloud.control('/local/clock', { advanceDays: 1 });
  const nextDay = await sign(people[1]);
  await shop.cloud.close();
  const each = Object.entries({ cold, warm, 'next day': nextDay });
  const note = `worst of ${each.map(([when, trips]) => `${when}: depth ${trips.depth}, ${trips.requests} requests`).join('; ')}`;
  return { ...worst([cold, warm, nextDay]), note };
});

export const figures: Figure[] = [
  {
    name: 'checkin.depth',
    unit: 'sequential round trips',
    limit: { atMost: 2 },
    measure: async () => ({ value: (await cost()).depth, note: (await cost()).note }),
  },
  {
    name: 'checkin.requests',
    unit: 'requests',
    limit: { atMost: 3 },
    measure: async () => ({ value: (await cost()).requests, note: (await cost()).note }),
  },
  { name: 'checkin.parallel20.paid', unit: 'paid', limit: { exactly: 1 }, measure: races },
  { name: 'checkin.crash.violations', unit: 'violations', limit: { exactly: 0 }, measure: crashes },
];
