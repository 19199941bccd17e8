// @vitest-environment jsdom
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { rewardSchema } from '../../cloudfunctions/core/rewards/reward';
import { templateSchema } from '../../cloudfunctions/core/templates/template';
import { linesOf } from '../../miniprogram/office/views/lines';
import { NONE, rewardDraft, rewardForm, unitsToBegin } from '../../miniprogram/office/views/reward-form';
import { EMPTY_TEMPLATE, templateDraft, templateForm } from '../../miniprogram/office/views/template-form';
import { catalogueHans } from '../../miniprogram/office/words/catalogue/zh-Hans';
import { catalogueHant } from '../../miniprogram/office/words/catalogue/zh-Hant';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { FulfilRow, RewardDraft, RewardRow, TemplateDraft, TemplateRow } from '../../typings/api/catalogue';
import type { DayKey, EpochMs } from '../../typings/domain';
import { compiled } from './stage';

type GoodsViews = typeof import('../../miniprogram/office/views/goods');
type SectionViews = typeof import('../../miniprogram/office/views/reward-sections');
type TemplateViews = typeof import('../../miniprogram/office/views/template-sections');
type TicketViews = typeof import('../../miniprogram/office/views/template-ticket');
type FulfilViews = typeof import('../../miniprogram/office/views/fulfil');
const { goodsRow, previewOf } = compiled<GoodsViews>('office/views/goods');
const { rewardSections, wrongInReward } = compiled<SectionViews>('office/views/reward-sections');
const { templateSections, wrongInTemplate } = compiled<TemplateViews>('office/views/template-sections');
const { standingText, templateTicket } = compiled<TicketViews>('office/views/template-ticket');
const { fulfilCard, goesBack } = compiled<FulfilViews>('office/views/fulfil');

const points = { name: '积分', unit: '分' };
const today = '2026-11-22' as DayKey;
const NOW = Date.parse('2026-11-22T04:00:00Z') as EpochMs;

const whole = (min: number, max: number) => fc.integer({ min, max });
const text = (max: number) => fc.string({ unit: 'grapheme', maxLength: max }).filter((each) => each.length <= max);
const word = (max: number) => text(max).filter((each) => each.trim() === each && each !== '');
const trimmed = (max: number) => text(max).map((each) => each.trim());
const code = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,8}$/);
const period = fc.constantFrom('day', 'week', 'month', 'year', 'ever');
const moment = fc.option(fc.constantFrom('2026-11-22 09:30', '2026-12-01 00:00'), { nil: null });

const rewards = fc
  .record({
    state: fc.constantFrom('on', 'off'),
    featured: fc.boolean(),
    kind: fc.constantFrom('goods', 'service', 'coupon', 'trial'),
    name: word(30),
    summary: trimmed(60),
    category: code,
    pictures: fc.array(fc.constant('cloud://e.b/shop/reward/a.jpg'), { maxLength: 8 }),
    detail: fc.array(fc.record({ heading: trimmed(30), text: trimmed(40) }), { maxLength: 3 }),
    worthFen: whole(0, 100_000_000),
    price: fc.record({ points: whole(0, 10_000_000), cashFen: whole(0, 10_000_000) }),
    discounts: fc.array(
      fc.record({
        name: word(12),
        weekdays: fc.uniqueArray(whole(1, 7)),
        monthDays: fc.uniqueArray(whole(1, 31), { maxLength: 5 }),
        rate: whole(1, 99),
      }),
      { maxLength: 3 },
    ),
    window: fc.record({ from: moment, until: moment }),
    terms: fc.record({
      tiers: fc.uniqueArray(code, { maxLength: 3 }),
      exclusive: fc.boolean(),
      streak: whole(0, 366),
      right: fc.option(code, { nil: null }),
      tags: fc.uniqueArray(word(20), { maxLength: 3 }),
    }),
    limit: fc.option(fc.record({ count: whole(1, 1_000), period }), { nil: null }),
    counted: fc.boolean(),
    ways: fc.uniqueArray(fc.constantFrom('delivery', 'pickup'), { minLength: 1 }),
    stores: fc.uniqueArray(code, { maxLength: 3 }),
    collectDays: whole(1, 366),
    coupon: fc.record({ template: code, count: whole(1, 10) }),
  })
  .map((each) =>
    each.kind === 'coupon' ? { ...each, ways: [] } : { ...each, coupon: null },
  ) as fc.Arbitrary<RewardDraft>;

const fen = whole(1, 10_000_000);
const threshold = whole(0, 10_000_000);
const templates = fc.record({
  name: word(20),
  value: fc.oneof(
    fc.record({ kind: fc.constant('amount'), fen, thresholdFen: threshold }),
    fc.record({
      kind: fc.constant('percent'),
      rate: whole(1, 99),
      thresholdFen: threshold,
      capFen: fc.option(fen, { nil: null }),
    }),
    fc.record({ kind: fc.constant('freeShipping'), thresholdFen: threshold }),
    fc.record({ kind: fc.constant('exchange'), item: word(30) }),
  ),
  validity: fc.oneof(
    fc.constant({ kind: 'fixed', from: '2026-11-01', until: '2026-12-01' }),
    fc.record({ kind: fc.constant('relative'), afterDays: whole(0, 366), days: whole(1, 1_096) }),
  ),
  channels: fc.uniqueArray(fc.constantFrom('mini', 'counter', 'till', 'web')),
  stores: fc.uniqueArray(code, { maxLength: 3 }),
  categories: fc.array(word(20), { maxLength: 4 }),
  stacking: fc.option(code, { nil: null }),
  claim: fc.option(
    fc.record({
      tiers: fc.uniqueArray(code, { maxLength: 3 }),
      limit: fc.record({ count: whole(1, 100), period }),
      quota: fc.option(whole(1, 1_000_000), { nil: null }),
    }),
    { nil: null },
  ),
  note: trimmed(50),
  pool: fc.boolean(),
  state: fc.constantFrom('on', 'off'),
}) as unknown as fc.Arbitrary<TemplateDraft>;

const choices = {
  categories: [{ code: 'drinks', name: '饮品' }],
  tiers: [{ code: 'gold', name: '金卡' }],
  stores: [
    { id: 'a', name: '总店' },
    { id: 'b', name: '湖滨店' },
  ],
  templates: [{ code: 'ten', name: '满减' }],
  rights: [],
  payable: true,
};
const about = { choices, stock: null };
const shop = { stores: choices.stores, tiers: choices.tiers, words: { categories: [], stacking: ['x'] } };

const reward = (change: Partial<RewardDraft> = {}): RewardDraft => ({
  state: 'on',
  featured: false,
  kind: 'goods',
  name: '拿铁',
  summary: '',
  category: 'drinks',
  pictures: [],
  detail: [],
  worthFen: 0,
  price: { points: 100, cashFen: 0 },
  discounts: [],
  window: { from: null, until: null },
  terms: { tiers: [], exclusive: false, streak: 0, right: null, tags: [] },
  limit: null,
  counted: true,
  ways: ['pickup'],
  stores: [],
  collectDays: 7,
  coupon: null,
  ...change,
});

describe('what is stored, in the form and out of it', () => {
  test('a reward that nobody touches is saved as it was', () => {
    fc.assert(
      fc.property(rewards, (draft) => {
        const instant = (moment: string | null) =>
          moment === null ? null : Date.parse(`${moment.replace(' ', 'T')}Z`);
        const window = { from: instant(draft.window.from), until: instant(draft.window.until) };
        const ordered = window.from === null || window.until === null || window.from < window.until;
        const stored = { ...draft, window, _id: 'a', shape: 1, version: 1, order: 0, rank: 0 };
        // The values are those that the schema lets in.
        if (ordered) expect(v.safeParse(rewardSchema, stored).issues).toBeUndefined();
        expect(rewardDraft(rewardForm(draft))).toEqual(draft);
      }),
      { numRuns: 150 },
    );
  });

  test('a template that nobody touches is saved as it was', () => {
    fc.assert(
      fc.property(templates, (draft) => {
        expect(v.safeParse(templateSchema, { ...draft, code: 'a' }).issues).toBeUndefined();
        expect(templateDraft(templateForm(draft))).toEqual(draft);
      }),
      { numRuns: 150 },
    );
  });

  test('an empty template is one that the schema takes as soon as it has a name', () => {
    expect(v.safeParse(templateSchema, { ...EMPTY_TEMPLATE, name: '券', code: 'a' }).issues).toBeUndefined();
  });

  test('each field asks for something that the form holds', () => {
    fc.assert(
      fc.property(rewards, templates, (draft, template) => {
        const form = rewardForm(draft);
        const other = templateForm(template);
        const names = [
          ...rewardSections(form, about, points.name, catalogueHans).map((section) => [section, form] as const),
          ...templateSections(other, shop, null, catalogueHans).map((section) => [section, other] as const),
        ];
        for (const [{ fields }, held] of names)
          for (const { name } of fields) {
            const value = name.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], held);
            expect(value, name).not.toBe(undefined);
          }
      }),
      { numRuns: 50 },
    );
  });
});

describe('what a reward may not say', () => {
  const wrong = (change: Partial<RewardDraft>) =>
    Object.keys(wrongInReward(rewardForm(reward(change)), about, catalogueHans));
  test('is said at its field', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ ways: [] })).toEqual(['ways']);
    expect(wrong({ kind: 'coupon', ways: [], coupon: null })).toEqual(['coupon.template']);
    expect(wrong({ window: { from: '2026-12-02 09:00', until: '2026-12-01 09:00' } })).toEqual(['window.until']);
    expect(wrong({ discounts: [{ name: '会员日', weekdays: [], monthDays: [], rate: 80 }] })).toEqual([
      'discounts.0.weekdays',
    ]);
  });

  test('units are asked for once: where they are counted and were not before', () => {
    const form = rewardForm(reward());
    const stock = { made: 5, left: 0, sold: 5, onHold: 0 };
    expect(unitsToBegin({ ...form, made: 7 }, null)).toBe(7);
    expect(unitsToBegin(form, stock)).toBe(null);
    expect(unitsToBegin({ ...form, counted: false }, null)).toBe(null);
    const asks = (of: typeof stock | null) =>
      rewardSections(form, { choices, stock: of }, '积分', catalogueHans).some(({ fields }) =>
        fields.some(({ name }) => name === 'made'),
      );
    expect([asks(null), asks(stock)]).toEqual([true, false]);
  });
});

const row = (change: Partial<RewardRow> = {}): RewardRow => ({
  id: 'latte',
  version: 1,
  state: 'on',
  order: 10,
  featured: false,
  kind: 'goods',
  name: '拿铁',
  category: 'drinks',
  picture: null,
  price: { points: 100, cashFen: 900 } as RewardRow['price'],
  window: { from: null, until: null },
  stock: { made: 50, left: 20, sold: 30, onHold: 0 },
  ...change,
});

test('a row says what matters most: off sale, over, sold out, not yet, running out, recommended', () => {
  const drawn = (change: Partial<RewardRow>) => goodsRow(row(change), NOW, points, zhHans, catalogueHans);
  const stock = (left: number) => ({ made: 50, left, sold: 50 - left, onHold: 0 });
  const later = { from: (NOW + 1) as EpochMs, until: null };
  const past = { from: null, until: NOW };
  const tags = [
    drawn({ state: 'off', stock: stock(0) }),
    drawn({ window: past, stock: stock(0) }),
    drawn({ stock: stock(0), window: later }),
    drawn({ window: later, stock: stock(2) }),
    drawn({ stock: stock(5), featured: true }),
    drawn({ featured: true }),
    drawn({}),
  ].map(({ tag }) => tag);
  expect(tags).toEqual(['已下架', '时间已过', '换完了', '还没开始', '快换完了', '推荐', '']);
  expect(drawn({ stock: null }).stock).toBe('不限量');
  expect(drawn({ stock: { made: 9, left: 4, sold: 3, onHold: 2 } }).stock).toContain('2 件正在兑换');
});

test('the preview draws whatever has been typed so far', () => {
  const form = rewardForm(reward({ name: '  ' }));
  const odd = { ...form, price: { points: '12a' as unknown as number, cashFen: null as unknown as number } };
  expect(previewOf(odd, 3, '还没有名字')).toMatchObject({
    name: '还没有名字',
    price: { points: 0, cashFen: 0 },
    left: 3,
  });
  expect(previewOf(form, 0, '').bar?.code).toBe('soldOut');
});

test('a template is told as its holder will see it, and by how it is given', () => {
  const template: TemplateDraft = { ...EMPTY_TEMPLATE, name: '满减', pool: true };
  const ticket = templateTicket('a', template, shop, today, zhHans, catalogueHans);
  expect(ticket).toMatchObject({ figure: '¥10', name: '满减', ends: '领到后 30 天内有效' });
  const half = { ...template, value: { ...template.value, fen: null } } as unknown as TemplateDraft;
  expect(templateTicket('a', half, shop, today, zhHans, catalogueHans).figure).toBe('¥0');
  const held: TemplateRow = { code: 'a', mark: 'm', template, quota: null, pool: 0, promised: false };
  expect(standingText(held, catalogueHans)).toBe('由规则或店员发 · 兑换码用完了，请导入');
  const claim = { tiers: [], limit: { count: 1, period: 'ever' as const }, quota: 10 };
  const given = { ...held, pool: null, quota: { made: 10, taken: 4, left: 6 }, template: { ...template, claim } };
  expect(standingText(given, catalogueHans)).toBe('顾客可自己领 · 已领 4 张，共 10 张');
  const form = { ...templateForm(given.template), quotaed: true };
  const wrong = wrongInTemplate({ ...form, claim: { ...form.claim, quota: 3 } }, given, catalogueHans);
  expect(Object.keys(wrong)).toEqual(['claim.quota']);
  const promised = { ...given, promised: true };
  expect(Object.keys(wrongInTemplate({ ...form, giving: false }, promised, catalogueHans))).toEqual(['giving']);
  expect(form.stacking).toBe(NONE);
});

test('codes are read a line each, each once', () => {
  expect(linesOf(' A-1 \n\nA-2\r\nA-1\n')).toEqual(['A-1', 'A-2']);
});

describe('what is to be handed over', () => {
  const waiting: FulfilRow = {
    id: 'r',
    name: '拿铁',
    kind: 'goods',
    picture: null,
    quantity: 2,
    points: 200 as FulfilRow['points'],
    cashFen: 900 as FulfilRow['cashFen'],
    day: today,
    time: '12:00',
    member: { number: '4293', nickname: null },
    way: 'pickup',
    state: 'taken',
    stores: [],
    until: today,
    address: null,
    shipping: null,
    open: false,
    ended: null,
  };
  const all = { ship: true, handOver: true, cancel: true };
  const card = (change: Partial<FulfilRow>, may = all) =>
    fulfilCard({ ...waiting, ...change }, 'toCollect', may, today, zhHans, catalogueHans);

  test('is offered to whoever may, while it can still be collected', () => {
    expect(card({})).toMatchObject({ what: '拿铁 × 2', handOver: true, cancel: true, ship: '', tone: 'warn' });
    expect(card({ until: '2026-11-21' as DayKey })).toMatchObject({ handOver: false, tone: 'warn' });
    expect(card({}, { ship: false, handOver: true, cancel: false })).toMatchObject({ handOver: true, cancel: false });
    expect(card({ state: 'completed' })).toMatchObject({ handOver: false, cancel: false });
  });

  test('goes back whole: points, money and units are named', () => {
    expect(goesBack(waiting, points, zhHans, catalogueHans).map(({ text }) => text)).toEqual(['200 分', '¥9', '2 件']);
    const free = { ...waiting, points: 0, cashFen: 0 } as FulfilRow;
    expect(goesBack(free, points, zhHans, catalogueHans)).toHaveLength(1);
  });
});

test('both languages say the same things', () => {
  const keys = (words: object): string[] =>
    Object.entries(words).flatMap(([name, each]) =>
      typeof each === 'object' ? keys(each).map((inner) => `${name}.${inner}`) : [name],
    );
  expect(keys(catalogueHant)).toEqual(keys(catalogueHans));
});
