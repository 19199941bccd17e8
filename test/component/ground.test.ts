import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { colord, extend } from 'colord';
import a11y from 'colord/plugins/a11y';
import { describe, expect, test } from 'vitest';
import { VERSION } from '../../miniprogram/version';
import { zhHans } from '../../miniprogram/words/zh-Hans';

extend([a11y]);

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const app = JSON.parse(read('miniprogram/app.json')) as {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
  tabBar: { list: { pagePath: string; text: string }[] };
};

const sheet = read('miniprogram/styles/tokens.wxss');
const darkAt = sheet.indexOf('@media (prefers-color-scheme: dark)');
const tokens = (text: string) =>
  Object.fromEntries([...text.matchAll(/--([\w-]+):\s*(#[0-9A-F]{6});/g)].map((hit) => [hit[1], hit[2]])) as Record<
    string,
    string
  >;
const light = tokens(sheet.slice(0, darkAt));
const themes = { light, dark: { ...light, ...tokens(sheet.slice(darkAt)) } };
const contrast = (theme: Record<string, string>, ink: string, ground: string) =>
  colord(theme[ink] ?? '').contrast(theme[ground] ?? '');

describe.each(Object.entries(themes))('in %s', (_name, theme) => {
  test.each(['ink', 'ink-2', 'ink-3'])('--%s can be read on page, card and inset', (ink) => {
    for (const ground of ['bg', 'surface', 'inset']) expect(contrast(theme, ink, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ['on-brand', 'brand'],
    ['brand-ink', 'brand-soft'],
    ['brand-ink', 'surface'],
    ['brand-ink', 'bg'],
    ['gold', 'gold-soft'],
    ['ok', 'surface'],
    ['warn', 'warn-soft'],
    ['err', 'surface'],
    ['on-plate', 'plate'],
    ['brand', 'surface'],
  ])('--%s can be read on --%s', (ink, ground) => {
    expect(contrast(theme, ink, ground)).toBeGreaterThanOrEqual(4.5);
  });
});

test.each(['paper', 'bronze', 'silver', 'gold', 'jade', 'rose', 'night', 'black'])(
  'the ink of %s can be read on both its stops',
  (material) => {
    for (const stop of ['a', 'b']) {
      expect(contrast(light, `${material}-ink`, `${material}-${stop}`)).toBeGreaterThanOrEqual(5.6);
    }
  },
);

test('ring and figure appear with the contact of the stamp, not before', () => {
  const strip = read('miniprogram/components/checkin-strip/index.wxss');
  expect(strip).toMatch(/animation: stamp-fall 220ms/);
  for (const name of ['stamp-ring 280ms', 'stamp-rise 360ms']) {
    expect(strip).toMatch(new RegExp(`opacity: 0; animation: ${name} 220ms [^;]* forwards;`));
  }
});

test.each(['light', 'dark'] as const)('the chosen segment lies above its track, %s', (name) => {
  const { track, thumb } = themes[name];
  expect(colord(thumb ?? '').brightness()).toBeGreaterThan(colord(track ?? '').brightness());
  expect(contrast(themes[name], 'ink-2', 'track')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(themes[name], 'ink', 'thumb')).toBeGreaterThanOrEqual(4.5);
});

test('every page that is declared exists', () => {
  const pages = [...app.pages, ...app.subPackages.flatMap((each) => each.pages.map((page) => `${each.root}/${page}`))];
  for (const page of pages) {
    for (const ending of ['ts', 'wxml', 'json'])
      expect(existsSync(join(root, `miniprogram/${page}.${ending}`))).toBe(true);
  }
});

test('the native tab bar that is the fall-back says what the drawn one says', () => {
  expect(app.tabBar.list.map(({ text }) => text)).toEqual(Object.values(zhHans.tabs));
});

test('the version shown is the version of the package', () => {
  expect(VERSION).toBe((JSON.parse(read('package.json')) as { version: string }).version);
});
