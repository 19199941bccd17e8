import type { Catalogue } from './catalogue';
import { rewardsOf, templateOf, yuanOff } from './sketch';

/** Goods, a service, free shipping; thirty days in a row open a gift that points cannot buy. */
export const motherBaby: Catalogue = {
  categories: [
    { code: 'goods', name: '母婴用品' },
    { code: 'service', name: '服务' },
    { code: 'coupons', name: '优惠券' },
  ],
  templates: [
    templateOf({ code: 'newcomer', name: '新人礼券', value: yuanOff(20, 199), days: 30 }),
    templateOf({
      code: 'shipping',
      name: '包邮券',
      value: { kind: 'freeShipping', thresholdFen: 9_900 },
      days: 30,
      channels: ['mini', 'web'],
      stacking: 'shipping',
    }),
    templateOf({ code: 'milk', name: '奶粉满减券', value: yuanOff(40, 300), days: 30, categories: ['奶粉'] }),
  ],
  rewards: rewardsOf([
    {
      _id: 'wipes',
      name: '婴儿湿巾三包',
      kind: 'goods',
      category: 'goods',
      points: 300,
      made: 400,
      ways: ['delivery', 'pickup'],
    },
    {
      _id: 'bottle',
      name: '宽口奶瓶',
      kind: 'goods',
      category: 'goods',
      points: 500,
      cashFen: 2_900,
      made: 80,
      ways: ['delivery', 'pickup'],
    },
    { _id: 'swim', name: '宝宝游泳一次', kind: 'service', category: 'service', points: 600, worthFen: 9_800 },
    {
      _id: 'course',
      name: '育儿课堂一节',
      kind: 'service',
      category: 'service',
      points: 0,
      made: 60,
      terms: { right: 'course' },
    },
    {
      _id: 'shipping',
      name: '包邮券',
      kind: 'coupon',
      category: 'coupons',
      points: 100,
      coupon: { template: 'shipping', count: 1 },
    },
    {
      _id: 'milk',
      name: '奶粉满减券',
      kind: 'coupon',
      category: 'coupons',
      points: 300,
      coupon: { template: 'milk', count: 1 },
    },
  ]),
};
