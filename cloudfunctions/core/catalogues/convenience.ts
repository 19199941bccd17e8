import type { Catalogue } from './catalogue';
import { rewardsOf, templateOf, yuanOff } from './sketch';

const onWednesdays = [{ name: '周三会员日', weekdays: [3], monthDays: [], rate: 80 }];

/** Every day's goods and small money off, cheaper on Wednesdays. */
export const convenience: Catalogue = {
  categories: [
    { code: 'daily', name: '日用' },
    { code: 'snacks', name: '零食' },
    { code: 'coupons', name: '代金券' },
  ],
  templates: [
    templateOf({ code: 'newcomer', name: '新人三元券', value: yuanOff(3, 15), days: 15 }),
    templateOf({ code: 'five', name: '五元代金券', value: yuanOff(5, 20), days: 15 }),
    templateOf({
      code: 'daily',
      name: '今日一元券',
      value: yuanOff(1, 5),
      days: 1,
      claim: { tiers: [], limit: { count: 1, period: 'day' }, quota: null },
    }),
  ],
  rewards: rewardsOf([
    {
      _id: 'water',
      name: '矿泉水一瓶',
      kind: 'goods',
      category: 'daily',
      points: 40,
      worthFen: 200,
      discounts: onWednesdays,
    },
    {
      _id: 'tissue',
      name: '抽纸一提',
      kind: 'goods',
      category: 'daily',
      points: 200,
      worthFen: 1_290,
      made: 300,
      discounts: onWednesdays,
    },
    { _id: 'chips', name: '薯片一包', kind: 'goods', category: 'snacks', points: 120, worthFen: 690, made: 300 },
    {
      _id: 'five',
      name: '五元代金券',
      kind: 'coupon',
      category: 'coupons',
      points: 100,
      limit: { count: 1, period: 'day' },
      coupon: { template: 'five', count: 1 },
    },
  ]),
};
