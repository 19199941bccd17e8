/** The shelf through the real SDK: pages, filters, what is sold out, the home page's part of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MallInput, MallView } from '../../typings/api/mall';
import { openMall, put, rich, taken } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

const COUNT = 120;

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await openMall(shop);
  await shop.store('settings', {
    _id: 'mall',
    shape: 1,
    categories: [
      { code: 'drinks', name: '喝的' },
      { code: 'things', name: '好物' },
    ],
  } as { _id: string });
  // Three stand at each place, so that pages end among equals.
  for (let n = 0; n < COUNT; n += 1)
    await put(shop, {
      _id: `r${String(n).padStart(3, '0')}`,
      order: 1_000 - Math.floor(n / 3),
      category: n % 4 === 0 ? 'drinks' : 'things',
      price: { points: 50 * (n % 40), cashFen: 0 },
    });
  await rich(shop, 'looker');
});
afterAll(() => shop.close());

async function page(input: MallInput, openid = 'looker'): Promise<MallView> {
  const answer = await shop.act(openid, 'mall.list', input);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

async function all(input: MallInput): Promise<MallView['rewards']> {
  const rewards: MallView['rewards'] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const next = await page({ ...input, ...(cursor === undefined ? {} : { cursor }) });
    rewards.push(...next.rewards);
    cursor = next.nextCursor;
  }
  return rewards;
}

test('the pages of a long catalogue show each reward once, in the merchant’s order', async () => {
  for (const limit of [7, 20, 50]) {
    const rewards = await all({ limit });
    expect(new Set(rewards.map(({ id }) => id)).size).toBe(COUNT);
    expect(rewards).toHaveLength(COUNT);
    expect(rewards[0]?.id).toBe('r117');
    expect(rewards.at(-1)?.id).toBe('r002');
  }
});

test('a category and what the points are enough for are what is asked for', async () => {
  const drinks = await all({ category: 'drinks' });
  expect(drinks).toHaveLength(COUNT / 4);
  expect(new Set(drinks.map(({ category }) => category))).toEqual(new Set(['drinks']));
  const within = await all({ affordable: true });
  expect(within).toHaveLength(63);
  expect(Math.max(...within.map(({ price }) => price.points))).toBe(1_000);
  expect((await page({})).categories.map(({ code }) => code)).toEqual(['drinks', 'things']);
});

test('the points may be enough today alone: a discount counts, in every page', async () => {
  const today = { name: '天天兑换日', weekdays: [1, 2, 3, 4, 5, 6, 7], monthDays: [], rate: 50 };
  const only = (points: number) => ({ order: points, price: { points, cashFen: 0 }, discounts: [today] });
  const set = (state: 'on' | 'off') =>
    Promise.all([2_000, 2_001, 99_000].map((n) => put(shop, { _id: `less${n}`, state, ...only(n) })));
  await set('on');
  for (const limit of [7, 50]) {
    const within = await all({ affordable: true, limit });
    expect(within).toHaveLength(64);
    expect(within.at(-1)).toMatchObject({ id: 'less2000', price: { points: 1_000, was: { points: 2_000 } } });
  }
  await set('off');
});

test('a guest sees the shelf, and why nothing can be taken', async () => {
  const { rewards, available } = await page({}, 'guest');
  expect(available).toBeNull();
  expect(new Set(rewards.map(({ bar }) => bar?.code))).toEqual(new Set(['guest']));
});

test('a cursor that was never handed out is refused', async () => {
  for (const cursor of ['x', 'bTEuMS4uLg', Buffer.from('m1.-1.a.').toString('base64url')]) {
    const answer = await shop.act('looker', 'mall.list', { cursor });
    expect(!answer.ok && answer.error.code).toBe('INVALID_INPUT');
  }
});

test('what is featured stands above and not in the list; what is sold out goes behind, and comes back', async () => {
  const pick = await put(shop, { _id: 'pick', order: 999, featured: true }, 1);
  const first = await page({ limit: 50 });
  expect(first.feature?.id).toBe('pick');
  expect(first.feature?.left).toBe(1);
  const rest = await all({});
  expect(rest.some(({ id }) => id === 'pick')).toBe(false);
  expect(rest).toHaveLength(COUNT);
  expect((await page({ category: 'things' })).feature).toBeNull();
  const { id } = await taken(shop, 'looker', pick, '2-tap');
  expect((await page({})).feature).toBeNull();
  await shop.tick();
  const behind = await all({});
  expect(behind.at(-1)).toMatchObject({ id: 'pick', left: 0, bar: { code: 'soldOut' } });
  const back = await shop.act('looker', 'redemptions.cancel', { id }, 'c');
  expect(back.ok).toBe(true);
  expect((await page({})).feature?.id).toBe('pick');
});

test('the home page shows what the points are enough for first, and counts what waits', async () => {
  const reward = await put(shop, { _id: 'wait', order: 1_100 });
  await taken(shop, 'looker', reward, '3-tap');
  const answer = await shop.act('looker', 'home.shelf', {});
  if (!answer.ok) throw new Error(answer.error.code);
  expect(answer.data.rewards).toHaveLength(6);
  expect(answer.data.rewards.every(({ bar }) => bar === null)).toBe(true);
  expect(answer.data.counts).toEqual({ coupons: 0, toCollect: 1 });
  const guest = await shop.act('nobody', 'home.shelf', {});
  expect(guest.ok && guest.data.rewards).toHaveLength(6);
});

test('redemptions come in pages, newest first', async () => {
  const cheap = await put(shop, { _id: 'cheap', price: { points: 1, cashFen: 0 } });
  const ids: string[] = [];
  for (let n = 0; n < 7; n += 1) ids.unshift((await taken(shop, 'looker', cheap, `t${n}`)).id);
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const more = cursor === undefined ? {} : { cursor };
    const answer = await shop.act('looker', 'redemptions.list', { segment: 'open', limit: 3, ...more });
    if (!answer.ok) throw new Error(answer.error.code);
    seen.push(...answer.data.redemptions.map(({ id }) => id));
    cursor = answer.data.nextCursor;
  }
  expect(seen.slice(0, 7)).toEqual(ids);
  expect(seen).toHaveLength(8);
});
