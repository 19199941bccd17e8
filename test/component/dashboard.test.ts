// @vitest-environment jsdom
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportHans } from '../../miniprogram/admin/words/reports/zh-Hans';
import { reportHant } from '../../miniprogram/admin/words/reports/zh-Hant';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { DashboardView, FigureView } from '../../typings/api/reports';
import { compiled, render, settle, tap, text } from './stage';

type Chart = typeof import('../../miniprogram/admin/views/chart');
type Views = typeof import('../../miniprogram/admin/views/dashboard');
const { paletteOf, ticksOf } = compiled<Chart>('admin/views/chart');
const views = compiled<Views>('admin/views/dashboard');

const said = { words: zhHans, own: reportHans, points: { name: '积分', unit: '分' } };
const today = '2026-11-21' as DashboardView['today'];

function figure(code: FigureView['code'], value: number | null, more: Partial<FigureView> = {}): FigureView {
  return { code, value, why: value === null ? 'nothing' : null, before: null, from: null, parts: {}, ...more };
}

function view(figures: FigureView[], more: Partial<DashboardView> = {}): DashboardView {
  return {
    now: 0 as DashboardView['now'],
    today,
    stores: [],
    everywhere: true,
    storeId: null,
    span: 'week',
    upTo: { day: today, time: '10:40' },
    figures,
    newcomers: { value: 3, before: null },
    days: [],
    tiers: [],
    todos: [],
    sleeping: null,
    ...more,
  };
}

const cellOf = (one: FigureView, more?: Partial<DashboardView>) => {
  const { business, points } = views.cells(view([one], more), said);
  return [...business, ...points][0];
};

test('a figure says its change against the period before in words, with an arrow', () => {
  expect(cellOf(figure('orders', 12, { before: 10 }))).toMatchObject({
    value: '12',
    change: '比前 7 天多 2',
    arrow: 'up',
  });
  expect(cellOf(figure('orders', 12, { before: 12 }))).toMatchObject({ change: '和前 7 天一样', arrow: '' });
  expect(cellOf(figure('checkInRate', 1_234, { before: 2_000 }))).toMatchObject({
    value: '12.3%',
    change: '比前 7 天低 7.7 点',
    arrow: 'down',
  });
  expect(cellOf(figure('average', 4_580, { before: 5_000 }), { span: 'today' })).toMatchObject({
    value: '¥45.80',
    change: '比昨天少 ¥4.20',
  });
});

test('a figure without enough data is a dash, and says from when or by what it will have one', () => {
  expect(cellOf(figure('repurchaseRate', null))).toMatchObject({ value: '—', change: '有会员下单后就有', arrow: '' });
  expect(cellOf(figure('liability', null, { why: 'worth' }))).toMatchObject({
    value: '—',
    change: '还没定每分值多少钱',
  });
  expect(cellOf(figure('outstanding', null, { why: 'store' }))).toMatchObject({ change: '只有全部门店的数字' });
  const young = figure('active', 5, { from: '2026-12-03' as FigureView['from'] });
  expect(cellOf(young)).toMatchObject({ value: '5', change: '12 月 3 日起可比' });
  expect(views.formulaOf(view([figure('liability', null, { why: 'worth' })]), 'liability', said)?.hint).toMatch(
    /售后与纠正/,
  );
});

test('a formula shows what it was filled with, several kinds of one name as one, most first', () => {
  const parts = { order: 30, completed: 12, checkin: 200, somethingNew: 1 };
  const formula = views.formulaOf(view([figure('issued', 243, { parts })]), 'issued', said);
  expect(formula).toMatchObject({ title: '发放', value: '243' });
  expect(formula?.rows).toEqual([
    { label: '签到', value: '200' },
    { label: '消费', value: '42' },
    { label: '其他', value: '1' },
  ]);
  const worth = { outstanding: 1_000, points: 100, fen: 100 };
  expect(views.formulaOf(view([figure('liability', 1_000, { parts: worth })]), 'liability', said)?.rows).toEqual([
    { label: '未使用', value: '1,000' },
    { label: '每分折合', value: '100 分 = ¥1' },
  ]);
});

test('the hairlines are three, evenly apart, and nothing passes the highest', () => {
  const law = fc.property(fc.array(fc.option(fc.nat(5_000_000), { nil: null }), { maxLength: 40 }), (values) => {
    const [low, middle, high] = ticksOf([{ name: '', values, texts: [] }]);
    expect(low).toBe(0);
    expect(high).toBeGreaterThanOrEqual(Math.max(0, ...values.map((value) => value ?? 0)));
    expect(middle * 2).toBe(high);
  });
  fc.assert(law);
});

test('a series has a colour of its own by day and by night, the first the shop’s', () => {
  for (const theme of ['light', 'dark'] as const)
    expect(new Set(paletteOf(theme, '#123456').series)).toHaveProperty('size', 4);
  expect(paletteOf('dark', '#123456').series[0]).toBe('#123456');
});

test('shares of the tiers are a whole, and a shop without members has no bar', () => {
  const tiers = [
    { name: '普通', members: 2 },
    { name: '银卡', members: 1 },
  ];
  expect(views.tierParts(view([], { tiers }), said)).toEqual([
    { name: '普通', width: 66.67, text: '2 人 · 66.7%' },
    { name: '银卡', width: 33.33, text: '1 人 · 33.3%' },
  ]);
  expect(views.tierParts(view([], { tiers: [{ name: '普通', members: 0 }] }), said)).toEqual([]);
});

test('what is drawn can be read as a table, the newest day first', async () => {
  const days = [1, 2].map((n) => ({ day: `2026-11-2${n - 1}`, issued: 10 * n, used: n, checkInRate: 5_000 }));
  const { data, ticks } = views.pointsChart(view([], { days: days as unknown as DashboardView['days'] }), said);
  const chart = render('admin/components/chart/index', { title: '每天', data, ticks, words: reportHans.chart });
  await settle();
  expect(text(chart)).toContain('看表格');
  tap(chart.querySelector('.chart-toggle'));
  await settle();
  const rows = chart.querySelectorAll('.chart-row').map((row) => text(row));
  expect(rows).toEqual(['日期发放使用', '11 月 21 日202', '11 月 20 日101']);
});

test('a chart without anything says so and draws nothing', async () => {
  const { data, ticks } = views.pointsChart(view([]), said);
  const chart = render('admin/components/chart/index', { title: '每天', data, ticks, words: reportHans.chart });
  await settle();
  expect(text(chart)).toContain('这几天还没有数字');
  expect(chart.querySelector('.chart-canvas')).toBeUndefined();
});

test('both languages say every part of every formula', () => {
  expect(Object.keys(reportHant.sources)).toEqual(Object.keys(reportHans.sources));
  expect(Object.keys(reportHant.figures)).toEqual(Object.keys(reportHans.formula));
});

const PROGRAM = join(import.meta.dirname, '../../miniprogram');

/** Every file that a page or component loads, by its imports and its components. */
function reached(entry: string, seen = new Set<string>()): Set<string> {
  for (const file of [`${entry}.ts`, `${entry}.json`, entry]) {
    const path = join(PROGRAM, file);
    if (seen.has(file) || !/\.(ts|json)$/.test(file) || !existsSync(path)) continue;
    seen.add(file);
    const source = readFileSync(path, 'utf8');
    if (file.endsWith('.json')) {
      const { usingComponents = {} } = JSON.parse(source) as { usingComponents?: Record<string, string> };
      for (const part of Object.values(usingComponents)) reached(part.replace(/^\//, ''), seen);
    }
    for (const [, type, from = ''] of source.matchAll(/^(?:import|export) (type )?[^;]*?from '([^']+)'/gms)) {
      if (type) continue;
      if (from.startsWith('.')) reached(join(dirname(file), from), seen);
      else seen.add(from);
    }
  }
  return seen;
}

test('the counter’s pages load no chart library', () => {
  const pages = ['counter', 'found', 'sale', 'recent', 'visit', 'enter'];
  for (const page of pages) {
    const files = [...reached(`admin/${page}/index`)];
    expect(files.length, page).toBeGreaterThan(5);
    expect(
      files.filter((file) => /@antv|components\/chart/.test(file)),
      page,
    ).toEqual([]);
  }
  expect([...reached('admin/dashboard/index')].filter((file) => file.includes('@antv'))).toHaveLength(1);
});

test('every way from the page of figures leads to a page', () => {
  const app = JSON.parse(readFileSync(join(PROGRAM, 'app.json'), 'utf8')) as {
    subPackages: { root: string; pages: string[] }[];
  };
  const pages = app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `/${root}/${page}`));
  const { MENU } = compiled<typeof import('../../miniprogram/admin/views/menu')>('admin/views/menu');
  const todos = ['ship', 'collect', 'cases', 'approvals', 'stock', 'messages'] as const;
  const chips = views.todoChips(view([], { todos: todos.map((code) => ({ code, count: 1, more: false })) }), said);
  const urls = [...MENU.flatMap(({ entries }) => entries), ...chips].map(({ url }) => url.replace(/\?.*/, ''));
  expect(urls.filter((url) => !pages.includes(url))).toEqual([]);
});
