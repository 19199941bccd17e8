/** What an exchange costs the database, and what a long catalogue costs whoever opens the mall. */
import { randomUUID } from 'node:crypto';
import type { Reward } from '../../cloudfunctions/core/rewards/index';
import type { MallView } from '../../typings/api/mall';
import type { Fen, Points } from '../../typings/domain';
import { type Figure, once, rounded } from './figure';
import { openShop, type Shop } from './shop';
import { type Trips, tripsOf } from './trips';

const short = 50;
const long = 1_000;
/** First screens measured of each catalogue, in turns. */
const times = 60;
/** Documents put into the database by one call. */
const stride = 100;

function reward(n: number): Reward {
  const order = (n * 7_919) % 10_007;
  return {
    _id: `r${n}`,
    shape: 1,
    version: 1,
    state: 'on',
    order,
    rank: order,
    featured: n % 40 === 0,
    kind: 'goods',
    name: `第 ${n} 件`,
    summary: '今天也要好好吃饭',
    category: n % 3 === 0 ? 'dishes' : 'things',
    pictures: [`cloud://demo.1234/rewards/${n}.png`],
    detail: Array.from({ length: 6 }, () => ({ heading: '怎么领取', text: '到店出示领取码。'.repeat(20) })),
    worthFen: 3_000,
    price: { points: n % 5, cashFen: 0 },
    discounts: [],
    window: { from: null, until: null },
    terms: { tiers: [], exclusive: false, streak: 0, right: null, tags: [] },
    limit: { count: 5, period: 'month' },
    counted: true,
    ways: ['pickup'],
    stores: [],
    collectDays: 7,
    coupon: null,
  };
}

const stock = ({ _id }: Reward) => ({
  _id: `reward:${_id}`,
  shape: 1,
  made: 50,
  left: 50,
  sold: 0,
  held: 0,
  holds: {},
  edit: 0,
  lastEdit: '',
});

async function openMall(rewards: number): Promise<{ shop: Shop; openid: string }> {
  const shop = await openShop(1);
  const all = Array.from({ length: rewards }, (_, n) => reward(n));
  for (let first = 0; first < all.length; first += stride) {
    const data = all.slice(first, first + stride);
    const documents = [
      { collection: 'rewards', data },
      { collection: 'stock', data: data.map(stock) },
    ];
    await shop.cloud.call(undefined, 'crowd', { documents });
  }
  const openid = await shop.join();
  await shop.must(openid, 'checkin.signIn', {}, randomUUID());
  return { shop, openid };
}

const exchanged = once(async () => {
  const { shop } = await openMall(short);
  const seen: Record<string, Trips> = {};
  const wrong: string[] = [];
  for (const [who, n] of Object.entries({ first: 1, second: 6, third: 11 })) {
    const openid = await shop.join();
    const { member } = await shop.must(openid, 'checkin.signIn', {}, randomUUID());
    const payload = {
      rewardId: `r${n}`,
      quantity: 1,
      way: 'pickup' as const,
      expect: { points: (n % 5) as Points, cashFen: 0 as Fen },
    };
    // The phone puts the number of the last entry it has seen in front of the key.
    const key = `${member.seq}-${randomUUID()}`;
    // A warm instance keeps the settings for ten seconds.
    if (who === 'second') await shop.cloud.control('/local/clock', { advanceMs: 11_000 });
    seen[who] = await tripsOf(shop.cloud, () => shop.must(openid, 'mall.exchange', payload, key));
    wrong.push(...(await shop.audit(openid)));
  }
  await shop.cloud.close();
  const note = Object.entries(seen).map(([who, { depth, requests }]) => `${who}: depth ${depth}, ${requests} requests`);
  const warm = [seen.first, seen.third].filter((each) => each !== undefined);
  const most = (of: keyof Trips) => Math.max(...warm.map((each) => each[of]));
  return {
    depth: most('depth'),
    requests: most('requests'),
    wrong,
    note: `${note.join('; ')} (the second reads the settings, and is not counted)`,
  };
});

const listed = once(async () => {
  const malls = await Promise.all([openMall(short), openMall(long)]);
  const ms: number[][] = [[], []];
  const shown: MallView[] = [];
  for (let at = 0; at < times; at += 1) {
    for (const [index, { shop, openid }] of malls.entries()) {
      const begun = performance.now();
      shown[index] = await shop.must(openid, 'mall.list', {});
      ms[index]?.push(performance.now() - begun);
    }
  }
  const wrong = shown.flatMap(({ rewards, nextCursor }) =>
    rewards.length === 20 && nextCursor !== null ? [] : [`a first page of ${rewards.length}`],
  );
  const { shop, openid } = malls[1];
  const trips = await tripsOf(shop.cloud, () => shop.must(openid, 'mall.list', {}));
  await Promise.all(malls.map((each) => each.shop.cloud.close()));
  const [few, many] = ms.map(undisturbed) as [number, number];
  return { few, many, trips, wrong };
});

/** The lower quartile: what others do on the same machine only ever adds. */
function undisturbed(all: readonly number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 4)] ?? Number.NaN;
}

export const figures: Figure[] = [
  {
    name: 'exchange.depth',
    unit: 'sequential round trips',
    limit: { atMost: 4 },
    async measure() {
      const { depth, note, wrong } = await exchanged();
      return { value: depth, note, wrong };
    },
  },
  {
    name: 'exchange.requests',
    unit: 'requests',
    limit: { atMost: 6 },
    async measure() {
      const { requests, note, wrong } = await exchanged();
      return { value: requests, note, wrong };
    },
  },
  {
    name: 'list.1000.ratio',
    unit: 'ratio',
    limit: { atMost: 1.3 },
    async measure() {
      const { few, many, trips, wrong } = await listed();
      const each = `${rounded(many, 1)} ms with ${long} rewards, ${rounded(few, 1)} ms with ${short}`;
      const note = `first screen, lower quartiles of ${times}: ${each}; depth ${trips.depth}, ${trips.requests} requests`;
      return { value: rounded(many / few), note, wrong };
    },
  },
];
