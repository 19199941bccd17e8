// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { guidePageView } from '../../miniprogram/shopper/views/guide';
import { pointsView } from '../../miniprogram/shopper/views/points';
import { guideView } from '../../miniprogram/shopper/views/rules';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { whenText } from '../../miniprogram/views/conditions';
import { money, times } from '../../miniprogram/views/figures';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { GuideView, PointsView } from '../../typings/api/shopper';
import { render, settle, tap, text } from './stage';

const page = { ...zhHans, ...shopperHans };

const words = { name: '积分', unit: '分' };
const view = (more: Record<string, unknown> = {}) =>
  ({
    now: 0,
    today: '2026-11-22',
    available: 2480,
    debt: 0,
    pending: [
      { points: 384, from: '2026-12-03' },
      { points: 20, from: null },
    ],
    expiring: [
      { points: 120, lastDay: '2026-11-30' },
      { points: 2350, lastDay: '2027-10-31' },
      { points: 10, lastDay: '2027-11-30' },
    ],
    rules: [],
    ...more,
  }) as unknown as PointsView;

describe('the points page', () => {
  test('waiting points say from which day on they can be spent', () => {
    expect(pointsView(view(), words, page).pending).toEqual([
      { when: '12 月 3 日可用', points: '384 分' },
      { when: '订单完成后可用', points: '20 分' },
    ]);
  });

  test('the tallest bar is whole and the smallest can still be seen', () => {
    expect(pointsView(view(), words, page).bars.map(({ height, month }) => [height, month])).toEqual([
      [6, '11 月'],
      [100, '10 月'],
      [6, '11 月'],
    ]);
  });

  test('nothing owed is not spoken of, a debt is', () => {
    expect(pointsView(view(), words, page).debt).toBe('');
    expect(pointsView(view({ debt: 30 }), words, page).debt).toBe('待抵扣 30 分');
  });

  test('a purse with nothing in it says where points come from', () => {
    const empty = pointsView(view({ available: 0, pending: [], expiring: [] }), words, page);
    expect(empty.none).toBe('还没有可用的积分，签到或消费就会有');
    expect(pointsView(view(), words, page).none).toBe('');
  });

  test('the first month is told; touching another tells that one', async () => {
    const part = render('shopper/points/bars/index', { items: pointsView(view(), words, page).bars });
    expect(text(part.querySelector('.bars-said'))).toBe('120 分11 月 30 日到期');
    tap(part.querySelectorAll('.bars-column')[1]);
    await settle();
    expect(text(part.querySelector('.bars-said'))).toBe('2,350 分2027 年 10 月 31 日到期');
    expect(part.querySelectorAll('.bars-column-chosen')).toHaveLength(1);
  });
});

test('money has fen only where there are some', () => {
  expect([money(900), money(990), money(128_000), money(5), money(-1250), money(0)]).toEqual([
    '¥9',
    '¥9.90',
    '¥1,280',
    '¥0.05',
    '−¥12.50',
    '¥0',
  ]);
  expect([times(150), times(200), times(125)]).toEqual(['1.5', '2', '1.25']);
});

test('conditions are phrases in their order; an unknown one is left out', () => {
  const said = (when: string) => whenText(when, zhHans);
  expect(said('')).toBe('');
  expect(said('weekday:3,6')).toBe('每周三、六，');
  expect(said('monthDay:15')).toBe('每月 15 日，');
  expect(said('dateRange:2026-11-01,2026-11-11')).toBe('11 月 1 日至 11 月 11 日，');
  expect(said('dateRange:2026-12-20,2027-01-05')).toBe('2026 年 12 月 20 日至 2027 年 1 月 5 日，');
  expect(said('channel:till,counter')).toBe('到店消费，');
  expect(said('store:湖滨店,城西店|tier:金卡会员|birthdayMonth|firstOrder|minimum:10000')).toBe(
    '湖滨店、城西店，金卡会员，生日当月，第一笔消费，单笔满 ¥100，',
  );
  expect(said('weather:rain|weekday:1')).toBe('每周一，');
});

test('every code of the guide is a sentence without a hole', () => {
  const args = {
    points: 20,
    day: 7,
    streak: 7,
    right: '专享礼',
    zone: 'Asia/Shanghai',
    perMonth: 2,
    windowDays: 7,
    months: 12,
    month: 12,
    years: 1,
    days: 7,
    from: 'paid',
    shortfall: 'debt',
    perFen: 1000,
    name: '会员日',
    when: 'monthDay:15',
    factor: 200,
    cap: 500,
    minimumDays: 30,
    growth: 1000,
    tier: '金卡会员',
    warningDays: 30,
    coupons: '新客券 × 2',
    minimumFen: 5000,
    perDay: 3,
    inAll: 30,
    helpers: 3,
    hours: 24,
  };
  const codes = [
    'points.fixedEnd points.waiting points.refund order.base rule.fixed rule.factor rule.cap birthday.rule checkin.double',
    'checkin.factor growth.perFen growth.checkin growth.join tier.reach tier.validity tier.forever tier.keep tier.grace',
    'tier.provisional referral.registered referral.firstOrder referral.friend referral.limits referral.when referral.fair',
    'assist.rule visit.points visit.limit',
  ]
    .join(' ')
    .split(' ');
  const rows = guideView(
    codes.map((code) => ({ code, args })),
    words,
    page,
  );
  expect(rows.map(({ code }) => code)).toEqual(codes);
  for (const { text: sentence } of rows) expect(sentence).not.toMatch(/undefined|NaN|null|，，|：$/);
  expect(rows.find(({ code }) => code === 'order.base')?.text).toBe('每月 15 日，每消费 ¥10 得 20 分');
  expect(rows.find(({ code }) => code === 'referral.firstOrder')?.text).toBe(
    '好友第一笔消费满 ¥50，过了退货期你得 20 分和新客券 × 2',
  );
  expect(rows.find(({ code }) => code === 'rule.factor')?.text).toBe('会员日：每月 15 日，消费得 2 倍积分');
});

test('sections of the guide have their title; an empty one is left out', () => {
  const guide = {
    sections: [
      { code: 'earning', rows: [{ code: 'order.base', args: { perFen: 100, points: 1 } }] },
      { code: 'days', rows: [] },
    ],
  } as unknown as GuideView;
  expect(guidePageView(guide, words, page).map(({ title }) => title)).toEqual(['怎样赚积分']);
});
