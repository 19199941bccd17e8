import type { Catalogue } from './catalogue';
import { rewardsOf, templateOf, yuanOff } from './sketch';

/** Points and money together, a discount for what is dear, a trial for fifteen days in a row. */
export const beauty: Catalogue = {
  categories: [
    { code: 'care', name: '护理' },
    { code: 'goods', name: '好物' },
    { code: 'trial', name: '试用' },
    { code: 'coupons', name: '优惠券' },
  ],
  templates: [
    templateOf({ code: 'newcomer', name: '新客礼券', value: yuanOff(30, 199), days: 30 }),
    templateOf({ code: 'birthday', name: '生日礼券', value: yuanOff(50, 0), days: 31 }),
    templateOf({
      code: 'dear',
      name: '精华八五折券',
      value: { kind: 'percent', rate: 85, thresholdFen: 50_000, capFen: 20_000 },
      days: 60,
      categories: ['精华'],
    }),
  ],
  rewards: rewardsOf([
    {
      _id: 'mask',
      name: '补水面膜一盒',
      kind: 'goods',
      category: 'goods',
      points: 600,
      made: 200,
      ways: ['delivery', 'pickup'],
    },
    {
      _id: 'serum',
      name: '小样精华套装',
      kind: 'goods',
      category: 'goods',
      points: 300,
      cashFen: 1_900,
      worthFen: 12_000,
      made: 100,
      ways: ['delivery', 'pickup'],
    },
    { _id: 'facial', name: '基础护理一次', kind: 'service', category: 'care', points: 800, worthFen: 16_800 },
    {
      _id: 'trial',
      name: '新品试用装',
      kind: 'trial',
      category: 'trial',
      points: 0,
      made: 100,
      terms: { right: 'trial' },
    },
    {
      _id: 'dear',
      name: '精华八五折券',
      kind: 'coupon',
      category: 'coupons',
      points: 400,
      coupon: { template: 'dear', count: 1 },
    },
  ]),
};
