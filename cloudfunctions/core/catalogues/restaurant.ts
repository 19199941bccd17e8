import type { Catalogue } from './catalogue';
import { rewardsOf, templateOf, yuanOff } from './sketch';

/** A hundred points are a dish; a birthday brings fifty yuan without a threshold. */
export const restaurant: Catalogue = {
  categories: [
    { code: 'dishes', name: '菜品' },
    { code: 'coupons', name: '优惠券' },
  ],
  templates: [
    templateOf({ code: 'newcomer', name: '新客满减券', value: yuanOff(10, 80), days: 30 }),
    templateOf({ code: 'birthday', name: '生日券', value: yuanOff(50, 0), days: 31 }),
    templateOf({ code: 'table', name: '满减券', value: yuanOff(20, 150), days: 30 }),
    templateOf({
      code: 'weekly',
      name: '本周小菜券',
      value: { kind: 'exchange', item: '小菜一份' },
      days: 7,
      channels: ['counter', 'till'],
      claim: { tiers: [], limit: { count: 1, period: 'week' }, quota: null },
    }),
  ],
  rewards: rewardsOf([
    { _id: 'dish', name: '招牌菜一份', kind: 'service', category: 'dishes', points: 100, worthFen: 3_800 },
    { _id: 'dessert', name: '甜品一份', kind: 'service', category: 'dishes', points: 30, worthFen: 1_200, made: 500 },
    {
      _id: 'soup',
      name: '例汤一盅',
      kind: 'service',
      category: 'dishes',
      points: 20,
      worthFen: 800,
      limit: { count: 1, period: 'day' },
    },
    {
      _id: 'table',
      name: '满 150 减 20 券',
      kind: 'coupon',
      category: 'coupons',
      points: 60,
      worthFen: 2_000,
      coupon: { template: 'table', count: 1 },
    },
  ]),
};
