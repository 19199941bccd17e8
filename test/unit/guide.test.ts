/** The merchant's guide and the guide in the app speak of what is there. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHAPTERS } from '../../miniprogram/admin/views/guide';
import { MENU } from '../../miniprogram/admin/views/menu';
import { ALL_BYTES_MAX, BYTES_MAX, filesIn, picturesIn } from '../../scripts/guide/pictures';

const root = join(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/merchant-guide.zh-CN.md'), 'utf8');
const app = JSON.parse(readFileSync(join(root, 'miniprogram/app.json'), 'utf8')) as {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
};
const pages = new Set([
  ...app.pages,
  ...app.subPackages.flatMap((each) => each.pages.map((page) => `${each.root}/${page}`)),
]);

test('every picture of the merchant’s guide is there, and none is that the guide does not show', () => {
  expect(filesIn(guide).sort()).toEqual(readdirSync(join(root, 'docs/guide')).sort());
  expect(picturesIn(guide).map(({ name }) => `${name}.jpg`)).toEqual(filesIn(guide));
});

test('every page that the merchant’s guide shows is a page of the app', () => {
  expect(picturesIn(guide).filter(({ page }) => !pages.has(page))).toEqual([]);
});

test('the pictures are small enough to be looked at on a phone', () => {
  const sizes = filesIn(guide).map((file) => statSync(join(root, 'docs/guide', file)).size);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(BYTES_MAX);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(ALL_BYTES_MAX);
});

test('every chapter of the guide in the app leads to a page that is there', () => {
  const ways = [...CHAPTERS, ...MENU.flatMap(({ entries }) => entries)]
    .map(({ url }) => url)
    .filter((url) => url !== '');
  expect(ways.filter((url) => !pages.has(url.slice(1).replace(/\?.*/, '')))).toEqual([]);
});
