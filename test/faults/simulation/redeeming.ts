/** A simulated mall with one reward: what members, the counter and the timer do with it, and what must be true in the end. */
import {
  cancelOwn,
  exchange,
  handOver,
  type Redemption,
  type Reward,
  sweepRedemptions,
} from '../../../cloudfunctions/core/rewards';
import { makeStock } from '../../../cloudfunctions/core/stock';
import type { Store } from '../../../cloudfunctions/platform/store';
import type { ExchangeInput } from '../../../typings/api/mall';
import type { EpochMs, Fen, Points } from '../../../typings/domain';
import { plainReward } from '../../unit/core/rewards-sample';
import type { Memory } from './memory-store';
import { stockOf, tickHolds, wrongStock } from './stock';
import { aftermath, call, environment, NOON, settings, tick, world } from './world';

const DAY = 86_400_000;
export const PRICE = 30;
/** What each member begins with. */
const RICH = 100;
const REWARD: Reward = {
  ...plainReward,
  _id: 'r',
  counted: true,
  price: { points: PRICE, cashFen: 0 },
  limit: { count: 1, period: 'ever' },
};

export async function mall(units: number, ...ids: string[]): Promise<Memory> {
  process.env.HUITOUKE_SECRET = Buffer.alloc(32, 7).toString('base64url');
  const memory = await world(...ids);
  const store = memory.plain();
  for (const id of ids) await call(store, id, { key: 'tap:rich', points: RICH });
  await makeStock(environment(store), 'reward:r', units);
  await store.add('rewards', REWARD);
  return memory;
}

const input: ExchangeInput = {
  rewardId: 'r',
  quantity: 1,
  way: 'pickup',
  expect: { points: PRICE as Points, cashFen: 0 as Fen },
};

export function redeem(store: Store, who = 'm', key = 'tap', at = NOON) {
  return exchange(environment(store, at), { openid: `openid-${who}`, key }, input);
}

/** The only one that this member has. */
export function own(memory: Memory, who = 'm'): Redemption {
  return memory.all('redemptions').find(({ memberId }) => memberId === who) as unknown as Redemption;
}

export function giveBack(store: Store, { _id }: Redemption, at = NOON) {
  return cancelOwn(environment(store, at), { openid: 'openid-m', key: '' }, _id);
}

export function collect(store: Store, { code }: Redemption, key = 'h1') {
  return handOver(environment(store), settings, { code, key, by: 'staff:s1', storeId: 'default' });
}

/** Whatever the timer does, `minutes` after the calls. */
export async function sweepAll(store: Store, minutes = 20): Promise<void> {
  const at = (NOON + minutes * 60_000) as EpochMs;
  await tick(store, minutes);
  await tickHolds(store, minutes);
  await sweepRedemptions(environment(store, at), settings, at + 1);
}

/** Taken so many days ago: its time to be collected may be over. */
export const daysAgo = (days: number) => (NOON - days * DAY) as EpochMs;

/** After everything has come to rest: each member has their points or a redemption, and each unit is somewhere. */
export async function wrongAfter(memory: Memory): Promise<string[]> {
  const store = memory.plain();
  for (const minutes of [100, 180]) await sweepAll(store, minutes);
  const wrong = [...(await aftermath(memory)), ...(await wrongStock(memory))];
  const all = memory.all('redemptions') as unknown as Redemption[];
  for (const { state, look } of all) {
    if (state === 'cancelling') wrong.push('a cancelling is left');
    if (state !== 'taken' && look !== null) wrong.push(`${state}, and still looked at`);
  }
  const standing = all.filter(({ state }) => state !== 'cancelled');
  if (stockOf(memory).sold !== standing.length) wrong.push(`${stockOf(memory).sold} sold, ${standing.length} taken`);
  for (const { _id, balance, counters } of memory.all('members') as unknown as Member[]) {
    const has = standing.filter(({ memberId }) => memberId === _id).length;
    if (balance !== RICH - has * PRICE) wrong.push(`${_id} has ${balance} points and ${has} redemptions`);
    if (counters.reduce((sum, { n }) => sum + n, 0) !== has) wrong.push(`${_id} is counted wrongly`);
  }
  return wrong;
}

interface Member {
  _id: string;
  balance: number;
  counters: { n: number }[];
}
