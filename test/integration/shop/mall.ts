/** Rewards, stock and members with points, as the mall's tests need them. */
import type { Reward } from '../../../cloudfunctions/core/rewards';
import type { ExchangeInput, RedemptionView } from '../../../typings/api/mall';
import type { Fen, Points } from '../../../typings/domain';
import type { Shop } from './shop';

/** What a member has after the first check-in of `openMall`'s programme. */
export const RICH = 1_000;

export const goods: Reward = {
  _id: 'mug',
  shape: 1,
  version: 1,
  state: 'on',
  order: 10,
  rank: 10,
  featured: false,
  kind: 'goods',
  name: '马克杯',
  summary: '',
  category: 'things',
  pictures: [],
  detail: [],
  worthFen: 3_900,
  price: { points: 200, cashFen: 0 },
  discounts: [],
  window: { from: null, until: null },
  terms: { tiers: [], exclusive: false, streak: 0, right: null, tags: [] },
  limit: null,
  counted: false,
  ways: ['pickup', 'delivery'],
  stores: [],
  collectDays: 7,
  coupon: null,
};

export const address = {
  name: '林小满',
  phone: '138 0000 1234',
  province: '上海市',
  city: '上海市',
  district: '徐汇区',
  detail: '衡山路 1 号',
};

/** A day's check-in makes everybody rich. */
export async function openMall(shop: Shop): Promise<void> {
  const { milestones, makeUp } = { milestones: [], makeUp: { perMonth: 0, windowDays: 7 } };
  await shop.programme({ checkIn: { steps: [{ from: 1, points: RICH }], milestones, makeUp } });
}

/** @param made units of it; null when it is not counted */
export async function put(shop: Shop, change: Partial<Reward>, made: number | null = null): Promise<Reward> {
  const order = change.order ?? goods.order;
  const reward = { ...goods, rank: order, counted: made !== null, ...change };
  await shop.store('rewards', reward);
  if (made !== null) {
    const stock = { _id: `reward:${reward._id}`, shape: 1, made, left: made, sold: 0, held: 0, holds: {}, edit: 0 };
    await shop.store('stock', { ...stock, lastEdit: '' } as { _id: string });
  }
  return reward;
}

export async function rich(shop: Shop, openid: string): Promise<void> {
  await shop.join(openid);
  const signed = await shop.act(openid, 'checkin.signIn', {}, `sign-${openid}`);
  if (!signed.ok) throw new Error(signed.error.code);
}

export function wish(reward: Reward, change: Partial<ExchangeInput> = {}): ExchangeInput {
  const { points, cashFen } = reward.price;
  const way = reward.ways[0] ?? 'none';
  return {
    rewardId: reward._id,
    quantity: 1,
    way,
    expect: { points: points as Points, cashFen: cashFen as Fen },
    ...change,
  };
}

/** Takes one, or throws. */
export async function taken(shop: Shop, openid: string, reward: Reward, key: string): Promise<RedemptionView> {
  const answer = await shop.act(openid, 'mall.exchange', wish(reward), key);
  if (!answer.ok) throw new Error(answer.error.code);
  if (!answer.data.redemption) throw new Error('nothing was taken');
  return answer.data.redemption;
}

export async function available(shop: Shop, openid: string): Promise<number> {
  const home = await shop.act(openid, 'member.home', {});
  return home.ok && home.data.member ? home.data.member.points.available : Number.NaN;
}
