import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPhone, type PhoneServer } from '../../local/phone/server/index';
import { launchChromium } from '../setup/chromium';

let browser: Browser;
let page: Page;
let server: PhoneServer;
const root = mkdtempSync(path.join(tmpdir(), 'phone-watched-'));
const write = (name: string, text: string) => writeFileSync(path.join(root, name), text);

beforeAll(async () => {
  cpSync('test/e2e/fixtures/core', root, { recursive: true });
  // The fixture takes its stores from the project's node_modules, which a temporary folder has not.
  write('pages/store/index.js', 'Page({})');
  server = await openPhone({ root });
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(root, { recursive: true });
});

const first = () => page.frameLocator('iframe[data-active]').locator('body');

test('an edit shows itself on the page that is open', async () => {
  await page.goto(`${server.origin}/#/sub/deep/index`);
  await expect.poll(() => first().textContent()).toContain('from the subpackage');
  write('sub/deep/word.js', 'exports.word = "edited";');
  await expect.poll(() => first().textContent(), { timeout: 20_000 }).toContain('edited');
  expect(await page.evaluate(() => location.hash)).toBe('#/sub/deep/index');
});

test('a changed picture loads the page anew', async () => {
  await page.evaluate(() => {
    window.__phone.mark = true;
  });
  write('picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await page.waitForFunction(() => window.__phone?.ready === true && window.__phone.mark === undefined);
  await expect.poll(() => first().textContent()).toContain('edited');
});

test('a mistake takes the screen with its file and line, and leaves with its repair', async () => {
  write('sub/deep/word.js', 'exports.word = "a";\nexports.word = = 2;');
  const trouble = page.getByRole('alert');
  await expect.poll(() => trouble.textContent(), { timeout: 20_000 }).toContain('sub/deep/word.js:2:16');
  expect(await page.evaluate(() => window.__phone.errors as string[])).toEqual([
    expect.stringContaining('sub/deep/word.js:2:16'),
  ]);
  write('sub/deep/word.js', 'exports.word = "repaired";');
  await expect.poll(() => first().textContent(), { timeout: 20_000 }).toContain('repaired');
});

test('a program that fails while it starts says so on the screen', async () => {
  write('utils/stamp.ts', 'throw new Error("no stamp");');
  await expect.poll(() => page.getByRole('alert').textContent(), { timeout: 20_000 }).toContain('no stamp');
});

test('the server gives out nothing beside the program', async () => {
  for (const path of [
    '/files/../package.json',
    '/files/..%2f..%2fetc/passwd',
    '/files/%2fetc%2fpasswd',
    '/modules/nothing.js',
  ]) {
    expect((await fetch(`${server.origin}${path}`)).status).toBe(404);
  }
  expect((await fetch(`${server.origin}/%zz`)).status).toBe(400);
  expect((await fetch(`${server.origin}/files/app.json`)).status).toBe(200);
});
