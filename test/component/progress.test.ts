// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { progressBarView } from '../../miniprogram/views/progress';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { ProgressView, TierView } from '../../typings/api/shopper';
import type { DayKey } from '../../typings/domain';
import { heard, render, settle, tap, text } from './stage';

const today = '2026-11-22' as DayKey;
const tier = (code: string, name: string, rank: number): TierView => ({
  code,
  name,
  material: 'gold',
  icon: null,
  rank,
});
const gold = tier('gold', '金卡会员', 1);
const diamond = tier('diamond', '钻石会员', 2);
const ticks = [
  { name: '普通会员', at: 0 },
  { name: '金卡会员', at: 1000 },
  { name: '钻石会员', at: 4000 },
];

const progress = (more: Record<string, unknown> = {}) =>
  ({
    growth: 3610,
    provisional: 0,
    floor: 1000,
    next: { tier: diamond, at: 4000, missing: 390, missingFen: 39_000 },
    ticks,
    until: '2027-12-31',
    keep: null,
    ...more,
  }) as unknown as ProgressView;
const bar = (more: Record<string, unknown> = {}, brief = true) =>
  progressBarView({ progress: progress(more), tier: gold }, today, zhHans, brief);

describe('the bar', () => {
  test('begins with the own tier and ends with the highest', () => {
    expect(bar()).toMatchObject({ at: 87, solid: 87, valueNow: 3610, valueMin: 1000, valueMax: 4000, ticks: [] });
    expect(bar({ growth: 1000 }).at).toBe(0);
  });

  test('the next of several tiers takes most of it; those beyond it are ticks', () => {
    const black = { name: '黑卡会员', at: 20_000 };
    const longer = bar({ ticks: [...ticks, black] });
    expect(longer.ticks).toEqual([{ name: '钻石会员', at: 76 }]);
    expect(longer.at).toBeCloseTo(66.1);
  });

  test('after a renewal growth begins at nothing again: the own tier is a tick on the way', () => {
    const renewed = bar({ growth: 400, floor: 0 });
    expect(renewed).toMatchObject({ at: 10, ticks: [{ name: '金卡会员', at: 25 }] });
  });

  test('growth that a return could take back is hatched and said', () => {
    const waiting = bar({ provisional: 610 });
    expect(waiting.solid).toBeCloseTo(66.7);
    expect(waiting.provisional).toBe('成长值有 610 还在退货期内');
    expect(bar({ provisional: 610 }, false).provisional).toContain('退货时扣回');
    expect(bar().provisional).toBe('');
  });

  test('a little growth in its return window is still seen, at the highest tier too', () => {
    expect(bar({ provisional: 10 })).toMatchObject({ at: 87, solid: 79 });
    expect(bar({ next: null, provisional: 10 })).toMatchObject({ at: 100, solid: 92 });
  });

  test('provisional growth below the own tier leaves nothing plain', () => {
    expect(bar({ growth: 1200, provisional: 1200 }).solid).toBe(0);
  });

  test('the highest tier has a full bar', () => {
    expect(bar({ next: null })).toMatchObject({ at: 100, text: '已是最高等级' });
  });
});

describe('the sentence', () => {
  test('says the amount and the tier', () => {
    expect(bar().text).toBe('再消费 ¥390 升到钻石会员');
  });

  test('speaks of growth where spending brings none', () => {
    expect(bar({ next: { tier: diamond, at: 4000, missing: 390, missingFen: 0 } }).text).toBe(
      '再得 390 成长值升到钻石会员',
    );
  });

  test('a tier in danger comes before the next one', () => {
    const keep = { missing: 900, missingFen: 90_000, lastDay: '2026-12-31', fallsTo: '普通会员', urgent: true };
    expect(bar({ keep })).toMatchObject({ text: '12 月 31 日前再消费 ¥900 保住金卡会员', urgent: true });
    expect(bar({ keep: { ...keep, urgent: false } })).toMatchObject({
      text: '再消费 ¥390 升到钻石会员',
      urgent: false,
    });
  });
});

test('the drawn bar carries its value and says it in words', () => {
  const part = render('progress-bar', { view: bar({ provisional: 610 }) });
  const root = part.querySelector('.progress')?.dom;
  expect(part.querySelectorAll('.progress-hatched')).toHaveLength(1);
  expect(part.querySelector('.progress-knob')?.dom.style.left).toBe('87%');
  expect(root).toBeDefined();
  part.setData({ view: bar() });
  expect(part.querySelectorAll('.progress-hatched')).toHaveLength(0);
});

describe('the card', () => {
  const card = {
    tier: { code: 'gold', name: '金卡会员', material: 'gold', icon: 'medal', picture: '' },
    number: '8620 1187 4293',
    balance: 2480,
    available: '可用积分',
    expiring: '',
    pending: '',
    debt: '待抵扣 30 分',
    progress: bar(),
    code: '会员码',
    spoken: '金卡会员',
    spokenTier: '金卡会员，查看会员等级',
    spokenPoints: '可用积分 2,480，查看积分',
  };
  const paper = { code: 'base', name: '普通会员', material: 'paper', icon: 'seal', picture: '' };

  test('tier, balance and code each lead to their page', async () => {
    const part = render('member-card', { view: card });
    const heardOf = ['tiers', 'points', 'code'].map((name) => heard(part, name));
    tap(part.querySelector('.card-top'));
    tap(part.querySelector('.card-points'));
    tap(part.querySelector('.card-code'));
    await settle();
    expect(heardOf.map((each) => each.length)).toEqual([1, 1, 1]);
  });

  test('a debt is said plainly', () => {
    expect(text(render('member-card', { view: card }).querySelector('.card-debt'))).toBe('待抵扣 30 分');
  });

  test('a tier in danger is marked as a warning', () => {
    const part = render('member-card', { view: { ...card, progress: { ...bar(), urgent: true } } });
    expect(part.querySelectorAll('.card-sentence-urgent')).toHaveLength(1);
  });

  test("the old tier's material lies over the card until it has slid off or is tapped away", async () => {
    const part = render('member-card', { view: card, old: paper });
    const turned = heard(part, 'turned');
    expect(text(part.querySelector('.card-old'))).toBe('普通会员');
    tap(part.querySelector('.card-old'));
    await settle();
    expect(turned).toHaveLength(1);
    part.setData({ old: {} });
    expect(part.querySelector('.card-old')).toBeUndefined();
  });

  test("the merchant's own picture of a tier replaces the drawn icon", () => {
    const part = render('tier-icon', { icon: 'medal', picture: 'cloud://shop.1/gold.png' });
    expect(part.querySelectorAll('.tier-icon-picture')).toHaveLength(1);
    part.setData({ picture: '' });
    expect(part.querySelectorAll('.i-medal')).toHaveLength(1);
  });
});
