// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { rightRows } from '../../miniprogram/shopper/views/rights';
import { tiersView } from '../../miniprogram/shopper/views/tiers';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { RightView, TierCardView, TiersView } from '../../typings/api/shopper';
import { render, text } from './stage';

const both = { ...zhHans, ...shopperHans };

const points = { name: '积分', unit: '分' };
const card = (code: string, rank: number, state: string, rights: RightView[], gift = 0) =>
  ({
    code,
    name: code,
    material: 'gold',
    icon: null,
    rank,
    from: rank * 1000,
    keep: 500,
    gift,
    rights,
    state,
  }) as unknown as TierCardView;
const right = (code: string, args: RightView['args'] = {}): RightView => ({ code, args });

const ladder = [
  card('普通会员', 0, 'passed', [right('checkIn', { factor: 100 })]),
  card(
    '金卡会员',
    1,
    'own',
    [right('multiplier', { factor: 150 }), right('custom', { name: '留座', text: '周末留座' })],
    50,
  ),
  card('钻石会员', 2, 'ahead', [
    right('multiplier', { factor: 200 }),
    right('freeShipping', { minimumFen: 9900 }),
    right('custom', { name: '停车', text: '免费停车' }),
  ]),
];
const view = (more: Record<string, unknown> = {}) =>
  ({
    now: 0,
    today: '2026-11-22',
    tiers: ladder,
    own: ladder[1],
    progress: {
      growth: 1500,
      provisional: 120,
      floor: 1000,
      next: { tier: ladder[2], at: 2000, missing: 500, missingFen: 50_000 },
      ticks: [],
      until: '2026-12-31',
      keep: { missing: 300, missingFen: 30_000, lastDay: '2026-12-31', fallsTo: '普通会员', urgent: true },
    },
    history: [
      { id: '2', day: '2026-11-20', kind: 'refund', growth: -50 },
      { id: '1', day: '2026-11-02', kind: 'order', growth: 128 },
    ],
    rules: [{ code: 'growth.perFen', args: { perFen: 100 } }],
    ...more,
  }) as unknown as TiersView;

describe('the tier page', () => {
  test('stands at the own card; each says where it is on the way', () => {
    const page = tiersView(view(), points, both);
    expect(page.own).toBe(1);
    expect(page.cards.map(({ state }) => state)).toEqual(['已经超过', '你的等级', '成长值到 2,000']);
  });

  test('under the own card the rights to come are locked and say what opens them', () => {
    const rights = tiersView(view(), points, both).cards[1]?.rights ?? [];
    expect(rights.map(({ word, locked, opens }) => [word, locked, opens])).toEqual([
      ['多倍积分', false, ''],
      ['留座', false, ''],
      ['升级送 50 分', false, ''],
      ['免运费', true, '升到钻石会员可用'],
    ]);
  });

  test('all rights of a tier ahead are locked, none of one passed', () => {
    const { cards } = tiersView(view(), points, both);
    expect(cards[2]?.rights.every(({ locked }) => locked)).toBe(true);
    expect(cards[0]?.rights.some(({ locked }) => locked)).toBe(false);
  });

  test('says what is left, until when the tier holds, what keeps it and what happens otherwise', () => {
    const { progress } = tiersView(view(), points, both);
    expect(progress?.bar.text).toBe('再消费 ¥500 升到钻石会员');
    expect(progress?.bar.provisional).toContain('退货时扣回');
    expect(progress?.lines).toEqual([
      { text: '金卡会员到 12 月 31 日', urgent: false },
      { text: '12 月 31 日前再消费 ¥300 保住金卡会员', urgent: true },
      { text: '没有保住会降为普通会员', urgent: false },
      { text: '成长值算到 12 月 31 日，之后重新累计', urgent: false },
    ]);
  });

  test('the first tier cannot be lost: only when growth begins again is said', () => {
    const own = { ...ladder[0], state: 'own' };
    const { progress } = tiersView(view({ own }), points, both);
    expect(progress?.lines).toEqual([{ text: '成长值算到 12 月 31 日，之后重新累计', urgent: false }]);
  });

  test('growth has its sign and its reason', () => {
    const { growth } = tiersView(view(), points, both);
    expect(growth.map(({ growth: n, gain }) => [n, gain])).toEqual([
      ['−50', false],
      ['+128', true],
    ]);
  });

  test('a guest sees the ladder from its foot and no progress', () => {
    const tiers = ladder.map((each) => ({ ...each, state: 'ahead' as const }));
    const page = tiersView(view({ tiers, own: null, progress: null, history: [] }), points, both);
    expect([page.own, page.progress, page.growth]).toEqual([0, null, []]);
    expect(page.cards[0]?.state).toBe('入会就是');
  });
});

test('every right is a word and a sentence; one from a newer cloud is left out', () => {
  const said = rightRows(
    [
      right('multiplier', { factor: 150 }),
      right('checkIn', { factor: 120 }),
      right('discount', { rate: 95 }),
      right('freeShipping', { minimumFen: 0 }),
      right('priorityShipping'),
      right('service', { text: '一对一微信' }),
      right('birthdayPack', { name: '生日礼', points: 200 }),
      right('exclusiveGoods'),
      right('earlyAccess', { hours: 24 }),
      right('custom', { name: '停车', text: '免费停车两小时' }),
      right('from.the.future'),
    ],
    points,
    both,
  ).map(({ word, text: sentence }) => `${word}：${sentence}`);
  expect(said).toEqual([
    '多倍积分：消费得 1.5 倍积分',
    '签到加倍：签到得 1.2 倍积分',
    '会员折扣：消费享 9.5 折',
    '免运费：每一单都免运费',
    '优先发货：你的订单先发出',
    '专属服务：一对一微信',
    '生日礼：生日送 200 分',
    '专享商品：可以换会员专享的商品',
    '抢先一步：上新提前 24 小时可换',
    '停车：免费停车两小时',
  ]);
});

test('a locked right is drawn with its lock', () => {
  const items = tiersView(view(), points, both).cards[1]?.rights;
  const part = render('shopper/tiers/rights/index', { items });
  expect(part.querySelectorAll('.right')).toHaveLength(4);
  expect(part.querySelectorAll('.right-locked')).toHaveLength(1);
  expect(text(part.querySelector('.right-opens'))).toBe('升到钻石会员可用');
});

test('the own card of the ladder is marked', () => {
  const [, own] = tiersView(view(), points, both).cards;
  const part = render('shopper/tiers/card/index', { view: own });
  expect(text(part.querySelector('.step-own'))).toBe('你的等级');
});
