// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Grid } from '../../miniprogram/pages/mall/grid';
import { barText } from '../../miniprogram/views/bar';
import { countsView } from '../../miniprogram/views/card';
import { priceText, rewardFace } from '../../miniprogram/views/reward';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import { zhHant } from '../../miniprogram/words/zh-Hant';
import type { BarView, RewardCardView, ShelfView } from '../../typings/api/mall';
import type { HomeView } from '../../typings/api/shopper';
import type { BarArgs } from '../../typings/codes';
import type { DayKey } from '../../typings/domain';
import { heard, render, settle, tap, text } from './stage';

function as<T>(plain: unknown): T {
  return plain as T;
}

const points = { name: '积分', unit: '分' };
const today = '2026-11-21' as DayKey;

/** One example of each; the type holds the list complete. */
const BARS: { [Code in keyof BarArgs]: [BarArgs[Code], string] } = {
  guest: [{}, '入会后可换'],
  frozen: [{}, '会员资格暂停，请联系店员'],
  short: [{ missing: 1120 }, '还差 1,120 分'],
  tier: [{ tier: '金卡' }, '金卡专享'],
  streak: [{ days: 7, missing: 3 }, '再连签 3 天可换'],
  right: [{ right: '连签礼' }, '有「连签礼」可换'],
  tag: [{}, '受邀会员专享'],
  soon: [{ at: 0, day: '2026-11-22', time: '10:00' }, '明天 10:00 开抢'],
  over: [{}, '已结束'],
  soldOut: [{}, '已换完'],
  limit: [{ count: 2, period: 'month' }, '这个月换过 2 件了'],
};

describe('why a reward cannot be had', () => {
  test.each(Object.entries(BARS))('%s is said in a few words, in both languages', (code, [args, sentence]) => {
    const bar = as<BarView>({ code, args });
    expect(barText(bar, today, points, zhHans)).toBe(sentence);
    expect(barText(bar, today, points, zhHant)).not.toMatch(/undefined|NaN|null/);
  });

  test.each([
    ['2026-11-21', '今天 10:00 开抢'],
    ['2026-11-30', '11 月 30 日 10:00 开抢'],
    ['2027-01-01', '2027 年 1 月 1 日 10:00 开抢'],
  ])('what opens on %s says its day as a person would', (day, sentence) => {
    expect(barText(as<BarView>({ code: 'soon', args: { at: 0, day, time: '10:00' } }), today, points, zhHans)).toBe(
      sentence,
    );
  });

  test('a bar that is newer than the phone still bars', () => {
    expect(barText(as<BarView>({ code: 'tomorrow', args: {} }), today, points, zhHans)).toBe('暂时不能换');
  });
});

const card = (more: object = {}) =>
  as<RewardCardView>({
    id: 'mug',
    name: '马克杯',
    kind: 'goods',
    category: 'things',
    picture: null,
    price: { points: 150, cashFen: 900, was: null },
    left: null,
    bar: null,
    ...more,
  });
const face = (more: object = {}, available: number | null = 2480) =>
  rewardFace(card(more), available as never, today, points, zhHans);

describe('a reward on the shelf', () => {
  test.each([
    [100, 0, '100 分'],
    [150, 900, '150 分 + ¥9'],
    [0, 990, '¥9.90'],
    [12_480, 0, '12,480 分'],
    [0, 0, '免费'],
  ])('%i points and %i fen are read as %s', (spent, cashFen, said) => {
    expect(priceText(as({ points: spent, cashFen }), points, zhHans)).toBe(said);
  });

  test('without a picture shows its first character, on the same tint every time', () => {
    expect(face()).toMatchObject({ picture: '', initial: '马', tint: face({ name: '别的' }).tint });
  });

  test('that is too dear says how much is missing, and wears no tag for it', () => {
    const bar = { code: 'short', args: { missing: 50 } };
    expect(face({ bar }, 100)).toMatchObject({ short: '还差 50 分', tag: '' });
  });

  test('a guest is not told what is missing', () => {
    expect(face({ bar: { code: 'guest', args: {} } }, null)).toMatchObject({ short: '', tag: '' });
  });

  test.each([
    [{ left: 3 }, '还剩 3 件', 'low'],
    [{ bar: { code: 'soldOut', args: {} } }, '已换完', 'shut'],
    [{ bar: { code: 'tier', args: { tier: '金卡' } } }, '金卡专享', 'plain'],
    [{ price: { points: 80, cashFen: 0, was: { points: 100, cashFen: 0, name: '会员日' } } }, '会员日', 'plain'],
  ])('wears one tag: %j', (more, tag, tone) => {
    expect(face(more)).toMatchObject({ tag, tone });
  });

  test('sold out it pales and still opens', async () => {
    const part = render('reward-card', { view: face({ bar: { code: 'soldOut', args: {} } }) });
    const opened = heard(part, 'open');
    expect(part.querySelector('.reward-gone')).toBeDefined();
    tap(part.querySelector('.reward'));
    await settle();
    expect(opened).toEqual([{ id: 'mug' }]);
  });

  test('a picture that does not come gives way to the tile', async () => {
    const part = render('reward-card', { view: face({ picture: 'cloud://shop/mug.png' }) });
    expect(part.querySelector('.reward-tile')).toBeUndefined();
    part.instance.lose?.();
    await settle();
    expect(text(part.querySelector('.reward-tile'))).toBe('马');
  });
});

describe('a long catalogue', () => {
  const page = (from: number) => Array.from({ length: 20 }, (_, index) => card({ id: `r${from + index}` }));
  const plain = (one: RewardCardView) => as<ReturnType<typeof rewardFace>>({ id: one.id });
  const paths = (changes: Record<string, unknown>[]) => changes.flatMap((change) => Object.keys(change));

  test('is handed over page by page, each once', () => {
    const grid = new Grid();
    const pages = [page(0), page(20)];
    expect(paths(grid.changes(pages, 'a', plain))).toEqual(['chunks[0]', 'chunks[1]']);
    expect(grid.changes(pages, 'a', plain)).toEqual([]);
    expect(paths(grid.changes([...pages, page(40)], 'a', plain))).toEqual(['chunks[2]']);
  });

  test('of which the first page came anew is drawn anew there alone', () => {
    const grid = new Grid();
    const second = page(20);
    grid.changes([page(0), second], 'a', plain);
    expect(paths(grid.changes([page(0), second], 'a', plain))).toEqual(['chunks[0].faces']);
  });

  test('in another language, or with another balance, is drawn anew throughout', () => {
    const grid = new Grid();
    const pages = [page(0), page(20)];
    grid.changes(pages, 'zh-Hans,100', plain);
    expect(paths(grid.changes(pages, 'zh-Hant,100', plain))).toEqual(['chunks[0].faces', 'chunks[1].faces']);
  });

  test('that became shorter is another list', () => {
    const grid = new Grid();
    grid.changes([page(0), page(20)], 'a', plain);
    expect(paths(grid.changes([page(0)], 'a', plain))).toEqual(['chunks']);
    expect(grid.changes([], 'a', plain)).toEqual([{ chunks: [] }]);
  });

  test('whatever happens, the screen ends with exactly what the list holds', () => {
    const step = fc.constantFrom('more', 'anew', 'over', 'setting');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const grid = new Grid();
        let chunks: { faces: { id: string }[] }[] = [];
        let pages = [page(0)];
        let setting = 0;
        for (const [index, name] of steps.entries()) {
          if (name === 'more') pages = [...pages, page((index + 1) * 100)];
          if (name === 'anew') pages = [page(index * 1000), ...pages.slice(1)];
          if (name === 'over') pages = [page(index * 7)];
          if (name === 'setting') setting += 1;
          for (const change of grid.changes(pages, String(setting), plain)) {
            for (const [path, value] of Object.entries(change)) {
              const nth = Number(/\d+/.exec(path)?.[0]);
              if (path === 'chunks') chunks = value as typeof chunks;
              else if (path.endsWith('.faces')) chunks[nth] = { ...chunks[nth], faces: as(value) };
              else chunks[nth] = as(value);
            }
          }
        }
        const drawn = grid.changes(pages, String(setting), plain).length === 0 || steps.length === 0;
        expect(drawn).toBe(true);
        if (steps.length > 0)
          expect(chunks.map(({ faces }) => faces.map(({ id }) => id))).toEqual(
            pages.map((own) => own.map(({ id }) => id)),
          );
      }),
      { numRuns: 60 },
    );
  });
});

describe('the counts', () => {
  const home = as<HomeView>({
    shop: { points, modules: { checkin: true, mall: true, coupons: true } },
    member: { points: { monthIn: 85 } },
    checkin: { makeUp: { left: 2 } },
  });

  test('stand in their places before they have been counted', () => {
    expect(countsView(home, null, zhHans).map(({ figure, word }) => [figure, word])).toEqual([
      ['—', '卡券'],
      ['—', '待取货'],
      ['2', '补签卡'],
      ['+85', '本月积分'],
    ]);
    const shelf = as<ShelfView>({ counts: { coupons: 3, toCollect: 1 }, invite: null });
    expect(countsView(home, shelf, zhHans).map(({ figure }) => figure)).toEqual(['3', '1', '2', '+85']);
  });

  test('tell of friends where inviting brings something, and of make-up cards elsewhere', () => {
    const inviting = as<HomeView>({ ...home, shop: { points, modules: { mall: true, coupons: true, invite: true } } });
    const counts = { coupons: 3, toCollect: 1 };
    const terms = { registered: null, firstOrder: null, friend: null, rows: [] };
    const third = (shelf: ShelfView | null) => {
      const { word, figure } = countsView(inviting, shelf, zhHans)[2] ?? {};
      return [word, figure];
    };
    expect(third(null)).toEqual(['好友', '—']);
    expect(third(as<ShelfView>({ counts, invite: { terms, friends: 4 } }))).toEqual(['好友', '4']);
    expect(third(as<ShelfView>({ counts, invite: null }))).toEqual(['补签卡', '2']);
  });

  test('of a module that is off are left out', () => {
    const off = as<HomeView>({ ...home, shop: { points, modules: { checkin: true, mall: false, coupons: false } } });
    expect(countsView(off, null, zhHans).map(({ code }) => code)).toEqual(['cards', 'month']);
  });
});
