/** The demo shop's coupon templates. */
import { templateOf, yuanOff } from '../../cloudfunctions/core/catalogues';

export const demoTemplates = [
  templateOf({ code: 'newcomer', name: '新客满减券', value: yuanOff(10, 50), days: 30 }),
  templateOf({ code: 'streak', name: '连签满减券', value: yuanOff(8, 60), days: 14 }),
  templateOf({
    code: 'birthday',
    name: '生日券',
    value: yuanOff(50, 0),
    days: 31,
    note: '生日快乐，来店里吃碗长寿面吧。',
  }),
  templateOf({ code: 'ten', name: '十元代金券', value: yuanOff(10, 50), days: 30 }),
  templateOf({
    code: 'feast',
    name: '聚餐八五折券',
    value: { kind: 'percent', rate: 85, thresholdFen: 20_000, capFen: 6_000 },
    days: 45,
    note: '节假日通用，酒水除外。',
  }),
  templateOf({
    code: 'shipping',
    name: '包邮券',
    value: { kind: 'freeShipping', thresholdFen: 3_900 },
    days: 60,
    channels: ['mini', 'web'],
    stacking: 'shipping',
  }),
  templateOf({
    code: 'dish',
    name: '招牌小菜券',
    value: { kind: 'exchange', item: '桂花糖藕一份' },
    days: 30,
    channels: ['counter', 'till'],
  }),
  templateOf({
    code: 'plum',
    name: '酸梅汤券',
    value: { kind: 'exchange', item: '冰镇酸梅汤一杯' },
    days: 14,
    channels: ['counter', 'till'],
  }),
  templateOf({
    code: 'weekly',
    name: '每周五元券',
    value: yuanOff(5, 30),
    days: 7,
    claim: { tiers: [], limit: { count: 1, period: 'week' }, quota: 2_000 },
  }),
  templateOf({
    code: 'gold',
    name: '金卡满减券',
    value: yuanOff(20, 120),
    days: 30,
    claim: { tiers: ['gold'], limit: { count: 1, period: 'month' }, quota: null },
  }),
];
