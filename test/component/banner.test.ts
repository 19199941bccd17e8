// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { bannerView } from '../../miniprogram/views/banner';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { BannerView, HomeView } from '../../typings/api/shopper';
import type { EpochMs } from '../../typings/domain';
import { heard, render, settle, tap, text } from './stage';

const HOUR = 3_600_000;
const at = (ms: number) => ms as EpochMs;
const banner: BannerView = {
  code: 'day15',
  name: '会员日',
  startsAt: at(10 * HOUR),
  endsAt: at(34 * HOUR),
  active: false,
  rows: [
    { code: 'rule.factor', args: { name: '会员日', factor: 200, when: 'monthDay:15|channel:mini' } },
    { code: 'rule.fixed', args: { name: '会员日', points: 20, when: 'minimum:10000' } },
  ],
};
const home = { banner, shop: { points: { name: '积分', unit: '分' } } } as unknown as HomeView;

describe('the banner', () => {
  test('before the day it counts to the beginning, on the day to the end', () => {
    expect(bannerView(home, at(HOUR), zhHans)).toMatchObject({ label: '距开始', at: 10 * HOUR, state: '即将开始' });
    expect(bannerView(home, at(10 * HOUR), zhHans)).toMatchObject({ label: '距结束', at: 34 * HOUR, active: true });
  });

  test('afterwards it is gone, also when it is drawn from an earlier visit', () => {
    expect(bannerView(home, at(34 * HOUR), zhHans)).toBeNull();
    expect(bannerView({ ...home, banner: null }, at(0), zhHans)).toBeNull();
  });

  test('its name is said once, then what it brings and when', () => {
    expect(bannerView(home, at(HOUR), zhHans)?.lines).toEqual([
      '每月 15 日，小程序下单，消费得 2 倍积分',
      '单笔满 ¥100，多得 20 分',
    ]);
  });
});

const face = {
  name: '会员日',
  lines: ['消费得 2 倍积分'],
  state: '进行中',
  active: true,
  label: '距结束',
  dayWord: '天',
  spoken: '会员日',
};

test("the countdown follows the server's clock, not the phone's", () => {
  const lag = 5 * HOUR;
  const part = render('banner', { lag, view: { ...face, at: Date.now() + lag + 2 * HOUR } });
  expect(text(part.querySelector('.banner-clock'))).toMatch(/^0[12]:\d\d:\d\d$/);
  part.detach();
});

test('days are told apart from the clock', () => {
  const part = render('banner', { view: { ...face, at: Date.now() + 50 * HOUR } });
  expect(text(part.querySelector('.banner-clock'))).toMatch(/^2天0[12]:\d\d:\d\d$/);
  part.detach();
});

test('it ticks down to nothing and says so once', async () => {
  const part = render('banner', { view: face });
  const over = heard(part, 'over');
  part.setData({ view: { ...face, at: Date.now() + 1200 } });
  expect(text(part.querySelector('.banner-clock'))).toBe('00:00:02');
  await settle(1600);
  expect(text(part.querySelector('.banner-clock'))).toBe('00:00:00');
  expect(over).toHaveLength(1);
});

test('a tap opens the rules', async () => {
  const part = render('banner', { view: { ...face, at: Date.now() + HOUR } });
  const opened = heard(part, 'open');
  tap(part.querySelector('.banner-tap'));
  await settle();
  expect(opened).toHaveLength(1);
  part.detach();
});

test('a sentence that leads somewhere can be tapped, another not', async () => {
  const part = render('announce', { text: '收银台：消费 ¥128，+128 分', leads: true });
  const opened = heard(part, 'open');
  tap(part.querySelector('.announce-plate'));
  await settle();
  part.setData({ text: '已保存', leads: false });
  tap(part.querySelector('.announce-plate'));
  await settle();
  expect(opened).toHaveLength(1);
});
