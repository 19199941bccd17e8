import { describe, expect, test } from 'vitest';
import { lineView } from '../../miniprogram/shopper/views/because';
import { receiptView } from '../../miniprogram/shopper/views/receipt';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { shopperHant } from '../../miniprogram/shopper/words/zh-Hant';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import { zhHant } from '../../miniprogram/words/zh-Hant';
import type { EntryView } from '../../typings/api/shopper';
import type { BecauseArgs } from '../../typings/codes';

const page = { ...zhHans, ...shopperHans };

/** Branded values are plain in the fixtures; the shape is what is checked. */
function as<T>(plain: unknown): T {
  return plain as T;
}

const points = { name: '积分', unit: '分' };
const setting = { today: as<EntryView['day']>('2026-11-21'), points, words: page };

/** One example of each line; the type holds the list complete. */
const EXAMPLES: { [Code in keyof BecauseArgs]: BecauseArgs[Code] } = {
  'join.welcome': {},
  'join.points': { points: 10 },
  'checkin.base': { points: 5 },
  'checkin.step': { day: 3, points: 8 },
  'checkin.streak': { streak: 7, points: 20 },
  'checkin.right': { streak: 30, right: '专享礼' },
  'makeup.card': { day: '2026-11-18', left: 1 },
  'expiry.lot': { lastDay: '2026-11-20', points: 30 },
  'profile.changed': {},
  'order.base': { fen: 12800, perFen: 100, points: 1 },
  'rule.fixed': { name: '首单礼', points: 50 },
  'tier.factor': { tier: '金卡', factor: 150 },
  'rule.factor': { name: '会员日', factor: 200 },
  'cap.open': { cap: 500 },
  'cap.reached': { cap: 500, product: 600 },
  'checkin.double': { streak: 15, factor: 200 },
  'order.refunded': { paidFen: 12800, refundedFen: 5050 },
  'order.unpaid': { refundedFen: 5000 },
  'order.before': { points: 384 },
  'order.waiting': { day: '2026-12-03' },
  'order.completed': { day: '2026-12-10' },
  'order.waived': { points: 30 },
  'order.debt': { points: 30 },
  'debt.paid': { points: 30 },
  'growth.counted': { growth: 128 },
  'tier.up': { tier: '金卡' },
  'tier.revoked': { from: '金卡', to: '银卡' },
  'tier.down': { from: '金卡', to: '银卡' },
  'tier.kept': { tier: '金卡', until: '2027-11-30' },
  'tier.gift': { tier: '金卡', points: 100 },
  'birthday.pack': { tier: '金卡', points: 100 },
  'birthday.set': {},
  'merge.out': { number: '4293', points: 320 },
  'merge.in': { number: '4293', points: 320 },
  'merge.returned': { points: 320 },
  'credit.refused': { points: 20 },
  'exchange.reward': { name: '桂花乌龙茶', quantity: 2, points: 300 },
  'exchange.discount': { name: '会员日', rate: 80 },
  'exchange.right': { right: '连签 30 天专享礼' },
  'exchange.cancelled': { name: '桂花乌龙茶', quantity: 2, points: 300, reason: 'member' },
  'pay.reserved': { name: '保温杯', points: 150, fen: 900 },
  'pay.captured': { name: '保温杯', fen: 900 },
  'pay.released': { name: '保温杯', points: 150 },
  'pay.late': { fen: 900 },
  'coupon.claimed': { coupon: '十元券' },
  'coupon.granted': { coupon: '十元券', count: 2 },
  'order.coupon': { coupon: '十元券', fen: 1000 },
  'deduct.points': { points: 200, fen: 200 },
  'deduct.returned': { points: 200 },
  'referral.registered': { points: 50 },
  'referral.firstOrder': { points: 20 },
  'referral.limited': { reason: 'dayLimit' },
  'invited.pack': { points: 20 },
  'assist.done': { name: '请朋友喝茶', helpers: 3, points: 60 },
  'visit.signed': { store: '湖滨店' },
  'adjust.points': { reason: '补记昨天的消费', points: 30 },
  'adjust.streak': { reason: '昨天签到失败', from: 0, to: 12 },
  'adjust.birthday': {},
  'state.frozen': { reason: '账户异常，请到店核实' },
  'state.active': {},
  'closing.asked': { until: '2026-11-28' },
  'closing.stayed': {},
  'closing.done': { points: 300 },
  'closing.waived': { points: 20 },
  'opening.points': { points: 300 },
  'opening.undone': { points: 300 },
};

const line = (code: keyof BecauseArgs, args: object = EXAMPLES[code], result = 128) =>
  lineView({ code, args: as(args), result }, setting);

test.each(Object.keys(EXAMPLES) as (keyof BecauseArgs)[])('%s is a whole sentence in both languages', (code) => {
  for (const words of [page, { ...zhHant, ...shopperHant }]) {
    const { text } = lineView({ code, args: as(EXAMPLES[code]), result: 1 }, { ...setting, words });
    expect(text.length).toBeGreaterThan(1);
    expect(text).not.toMatch(/undefined|NaN|null|object/);
    expect(text).not.toBe(words.because.unknown);
  }
});

test('NEW-2 ¥128 with a gold card on member day reads as the till would say it', () => {
  const lines = [
    line('order.base', undefined, 128),
    line('tier.factor', undefined, 192),
    line('rule.factor', undefined, 384),
    line('cap.open', undefined, 384),
  ];
  expect(lines).toEqual([
    { text: '¥128 × 1', result: '128' },
    { text: '金卡 1.5 倍', result: '192' },
    { text: '会员日 2 倍', result: '384' },
    { text: '倍数上限 5 倍', result: '未触及' },
  ]);
});

test('¥10 for a point is said as the shop says it', () => {
  expect(line('order.base', { fen: 12850, perFen: 1000, points: 1 }).text).toBe('¥128.50，每 ¥10 得 1 分');
});

test('what moves no points shows no sum', () => {
  for (const code of ['order.refunded', 'tier.up', 'birthday.set', 'profile.changed'] as const) {
    expect(line(code).result).toBe('');
  }
});

test.each([
  ['member', '取消换「桂花乌龙茶」，退回'],
  ['staff', '店员取消换「桂花乌龙茶」，退回'],
  ['timeout', '换「桂花乌龙茶」没有按时取，退回'],
  ['newer than this phone', '取消换「桂花乌龙茶」，退回'],
])('a redemption given back for the reason %s says so', (reason, sentence) => {
  expect(line('exchange.cancelled', { name: '桂花乌龙茶', quantity: 1, points: 150, reason }).text).toBe(sentence);
});

test.each([
  ['dayLimit', '今天奖励的好友已满，这位没有奖励'],
  ['campaignLimit', '活动奖励的好友已满，这位没有奖励'],
  ['budget', '活动的奖励已经发完，这位没有奖励'],
  ['newer than this phone', '这位好友没有奖励'],
])('a friend who brought nothing for the reason %s has it said', (reason, sentence) => {
  expect(line('referral.limited', { reason })).toEqual({ text: sentence, result: '' });
});

test('a visit names its store where there are several', () => {
  expect(line('visit.signed').text).toBe('在湖滨店打卡');
  expect(line('visit.signed', { store: '' }).text).toBe('到店打卡');
});

test('what a coupon takes off a price stands in money, what points take off in points', () => {
  expect(line('order.coupon')).toEqual({ text: '用「十元券」', result: '−¥10' });
  expect(line('deduct.points', undefined, -200)).toEqual({ text: '200 分抵 ¥2', result: '−200' });
});

test('growth stands with its sign', () => {
  expect(line('growth.counted')).toEqual({ text: '成长值', result: '+128' });
  expect(line('growth.counted', { growth: -50 }).result).toBe('−50');
});

describe('a receipt', () => {
  const entry = (more: Partial<Record<keyof EntryView, unknown>> = {}) =>
    as<EntryView>({
      id: 'e1',
      kind: 'order',
      day: '2026-11-21',
      time: '12:36',
      month: '2026-11',
      points: 384,
      balanceAfter: 2480,
      because: [],
      programmeVersion: 12,
      growth: 128,
      channel: 'till',
      store: '湖滨店',
      from: '2026-12-03',
      lastDay: '2027-11-30',
      monthIn: 384,
      monthOut: 0,
      ...more,
    });
  const receipt = (more?: Partial<Record<keyof EntryView, unknown>>) =>
    receiptView(entry(more), setting.today, points, page);

  test('of an order names store and way, and says from when the points can be spent', () => {
    const view = receipt();
    expect([view.title, view.when, view.points]).toEqual(['湖滨店消费', '今天 12:36 · 收银台', '+384']);
    expect(view.foot).toContain('12 月 3 日起可用');
    expect(view.foot).toContain('成长值 +128');
  });

  test('says nothing twice that a line has said', () => {
    const because = [
      { code: 'order.waiting', args: { day: '2026-12-03' }, result: 384 },
      { code: 'growth.counted', args: { growth: 128 }, result: 384 },
    ];
    expect(receipt({ because }).foot.join()).not.toMatch(/起可用|成长值/);
  });

  test('of a refund is a plain minus, not a gain', () => {
    const view = receipt({ kind: 'refund', points: -150, store: '', from: null, growth: -50, lastDay: null });
    expect([view.title, view.points, view.gain]).toEqual(['退货', '−150', false]);
  });

  test.each([
    ['completed', '订单完成'],
    ['birthday', '生日礼'],
    ['gift', '升级礼'],
    ['tier', '等级变化'],
    ['merge', '账户合并'],
    ['referral', '邀请好友'],
    ['assist', '好友助力'],
    ['visit', '到店打卡'],
  ])('of kind %s is called %s', (kind, title) => {
    expect(receipt({ kind, store: '', channel: 'system' }).title).toBe(title);
  });

  test('what the clock did has no way it came by', () => {
    expect(receipt({ kind: 'tier', channel: 'system' }).when).toBe('今天 12:36');
  });
});
