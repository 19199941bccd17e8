/** Checking in: what it costs, and that it pays exactly once whatever happens. */
import { randomUUID } from 'node:crypto';
import { crashes } from './crashes';
import { type Figure, once } from './figure';
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

async function parallel() {
  const shop = await openShop(4);
  const openid = await shop.join();
  const before = (await shop.member(openid)).balance;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => shop.call(openid, 'checkin.signIn', {}, randomUUID())),
  );
  const paid = answers.filter((answer) => answer.ok && !answer.data.repeated).length;
  const earned = answers.find((answer) => answer.ok)?.data.earned ?? 0;
  await shop.sweep();
  const wrong = await shop.audit(openid);
  const { balance } = await shop.member(openid);
  if (balance - before !== earned) wrong.push(`the balance grew by ${balance - before}, one check-in earns ${earned}`);
  const entries = await shop.entries(openid, 'checkin');
  if (entries !== 1) wrong.push(`${entries} check-ins stand in the books`);
  await shop.cloud.close();
  const codes = answers.map((answer) => (answer.ok ? (answer.data.repeated ? 'repeated' : 'paid') : answer.error.code));
  const tally = [...new Set(codes)].map((code) => `${codes.filter((other) => other === code).length} ${code}`);
  return { value: paid, note: `20 keys at once on 4 instances: ${tally.join(', ')}; ${entries} in the books`, wrong };
}

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
  { name: 'checkin.parallel20.paid', unit: 'paid', limit: { exactly: 1 }, measure: parallel },
  { name: 'checkin.crash.violations', unit: 'violations', limit: { exactly: 0 }, measure: crashes },
];
