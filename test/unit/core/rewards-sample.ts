/** A reward and a wish for it, as plain as they can be. */
import type { Reward } from '../../../cloudfunctions/core/rewards';
import type { Wish } from '../../../cloudfunctions/core/rewards/taking';
import { granterOf } from '../../../cloudfunctions/core/templates';
import type { ExchangeInput } from '../../../typings/api/mall';
import type { Fen, Points } from '../../../typings/domain';
import { NOON, settings } from '../../faults/simulation/world';

export const plainReward: Reward = {
  _id: 'coffee',
  shape: 1,
  version: 1,
  state: 'on',
  order: 10,
  rank: 10,
  featured: false,
  kind: 'goods',
  name: '手冲咖啡',
  summary: '',
  category: 'drinks',
  pictures: [],
  detail: [],
  worthFen: 2_800,
  price: { points: 100, cashFen: 0 },
  discounts: [],
  window: { from: null, until: null },
  terms: { tiers: [], exclusive: false, streak: 0, right: null, tags: [] },
  limit: null,
  counted: false,
  ways: ['pickup'],
  stores: [],
  collectDays: 7,
  coupon: null,
};

export function wishFor(reward: Reward | null, input: Partial<ExchangeInput> = {}): Wish {
  const price = reward?.price ?? { points: 0, cashFen: 0 };
  return {
    input: {
      rewardId: reward?._id ?? 'none',
      quantity: 1,
      way: reward?.ways[0] ?? 'none',
      expect: { points: price.points as Points, cashFen: price.cashFen as Fen },
      ...input,
    },
    reward,
    settings,
    now: NOON,
    key: 'tap:exchange:1-a',
    print: 'print',
    trade: null,
    address: null,
    grant: granterOf(settings.templates, NOON),
    codeFor: () => '7200000000000000',
  };
}
