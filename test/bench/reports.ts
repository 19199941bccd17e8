/** What the shop's figures cost: a look at them, with a short ledger and a long one, and the rollups they are read from. */
import { setupCode } from '../../cloudfunctions/core/staffing';
import type { Answer } from '../../typings/api/envelope';
import type { DashboardView } from '../../typings/api/reports';
import { type Figure, once, rounded } from './figure';
import { folderWithLedger, MEMBERS, pointsOf } from './ledger';
import { openShop, type Shop } from './shop';
import { type Trips, tripsOf, worst } from './trips';

const SMALL = 10_000;
const LARGE = 1_000_000;
/** Of 50 s each. */
const TICKS_MAX = 30;

interface Looked {
  trips: Trips;
  seconds: number;
  wrong: string[];
}

async function shopOf(rows: number): Promise<Looked> {
  const shop = await openShop(3, await folderWithLedger(rows));
  const { cloud } = shop;
  const begun = performance.now();
  let behind = true;
  for (let tick = 0; behind && tick < TICKS_MAX; tick += 1) {
    await cloud.control('/local/timer', { name: 'timer' });
    behind = await isBehind(shop);
    // As the platform's timer: what a broken one has leased is free again some ticks later.
    if (behind) await cloud.control('/local/clock', { advanceMs: 60_000 });
  }
  const seconds = (performance.now() - begun) / 1000;
  const { trips, wrong } = await look(shop, rows);
  await cloud.close();
  return {
    trips,
    seconds,
    wrong: behind ? [`not everything is in the sums after ${TICKS_MAX} ticks`, ...wrong] : wrong,
  };
}

/** Until everything is in the sums and counted. */
async function isBehind({ reader }: Shop): Promise<boolean> {
  const query = { where: { _id: 'state' }, limit: 1, fields: ['asOf', 'due', 'census'] };
  const [state] = await reader.find<{ asOf: number | null; due: object; census: object | null }>('rollups', query);
  return !state || state.asOf === null || state.census !== null || Object.keys(state.due).length > 0;
}

async function look({ cloud }: Shop, rows: number): Promise<Omit<Looked, 'seconds'>> {
  const { secrets } = await cloud.control<{ secrets: Record<string, string> }>('/local/secrets');
  Object.assign(process.env, secrets);
  const ask = <T>(action: string, payload: object, key?: string) =>
    cloud.call<Answer<T>>('boss', 'staff', { action, payload, ...(key ? { key } : {}) });
  await ask('staff.claim', { code: setupCode(), name: '店主' }, 'claim-the-shop');
  const trips: Trips[] = [];
  const wrong: string[] = [];
  for (const span of ['today', 'week', 'month'] as const) {
    let view: DashboardView | null = null;
    // Cold and warm: settings are read beside the sums, and kept for some seconds.
    await cloud.control('/local/clock', { advanceMs: 11_000 });
    for (let n = 0; n < 3; n += 1)
      trips.push(
        await tripsOf(cloud, async () => {
          const answer = await ask<DashboardView>('reports.dashboard', { storeId: null, span });
          if (!answer.ok) wrong.push(`${span}: ${answer.error.code}`);
          else view = answer.data;
        }),
      );
    const shown = view as DashboardView | null;
    const value = (code: string) => shown?.figures.find((each) => each.code === code)?.value ?? null;
    if (value('members') !== MEMBERS) wrong.push(`${value('members')} members instead of ${MEMBERS}`);
    const points = pointsOf(rows);
    if (value('outstanding') !== points) wrong.push(`${value('outstanding')} points instead of ${points}`);
  }
  return { trips: worst(trips), wrong };
}

const measured = once(async () => ({ small: await shopOf(SMALL), large: await shopOf(LARGE) }));

const shown = ({ trips }: Looked) => `${trips.requests} requests in ${trips.depth} steps`;

export const figures: Figure[] = [
  {
    name: 'dashboard.depth',
    unit: 'requests',
    limit: { atMost: 2 },
    async measure() {
      const { small, large } = await measured();
      return {
        value: Math.max(small.trips.depth, large.trips.depth),
        note: `today, 7 and 30 days, instances cold and warm: ${shown(small)} over ${SMALL} entries, ${shown(large)} over ${LARGE}`,
        wrong: [...small.wrong, ...large.wrong],
      };
    },
  },
  {
    name: 'dashboard.requests',
    unit: 'requests',
    limit: { atMost: 16 },
    async measure() {
      const { large } = await measured();
      return { value: large.trips.requests, note: `beside each other, over ${LARGE} entries` };
    },
  },
  {
    name: 'dashboard.growth.ratio',
    unit: 'ratio',
    limit: { exactly: 1 },
    async measure() {
      const { small, large } = await measured();
      return {
        value: rounded(large.trips.requests / small.trips.requests),
        note: `requests over ${LARGE} and over ${SMALL} entries`,
      };
    },
  },
  {
    name: 'rollup.rows_per_second',
    unit: 'rows/s',
    async measure() {
      const { large } = await measured();
      return {
        value: rounded(LARGE / large.seconds, 0),
        note: `${LARGE} rows of ${MEMBERS} members and 60 days into hours, days, months and windows, by the timer alone, in ${rounded(large.seconds, 1)} s`,
      };
    },
  },
];
