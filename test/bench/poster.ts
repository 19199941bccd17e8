/** The poster on the web phone: how long from the tap to the picture, and whether any injected failure leaves somebody stuck. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import type { Manifest } from '../../cloudfunctions/manifest/schema';
import { openCloud } from '../../local/cloud/index';
import { openPhone } from '../../local/phone/server/index';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import { launchChromium } from '../setup/chromium';
import { enter, lineTo } from '../setup/shopper';
import { built } from './built';
import { type Figure, median, once, rounded } from './figure';
import { root, temporaryFolder } from './workplace';

const TURNS = 8;
const patienceMs = 60_000;
/** Longer than any wait of the poster's page has a right to be: its own longest is twenty seconds. */
const stuckAfterMs = 45_000;
/** A page that is still sliding away takes no tap. */
const slideMs = 800;
const MEMBER = 'o-bench-poster';
const words = shopperHans.poster;

interface Stand {
  origin: string;
  browser: Browser;
  close(): Promise<void>;
}

async function openStand(): Promise<Stand> {
  const { functionsDir, manifestFile } = await built();
  const cloud = await openCloud({
    functionsDir,
    manifest: JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest,
    dataDir: temporaryFolder('poster'),
    timers: false,
  });
  const phone = await openPhone({ root: join(root, 'miniprogram'), cloud, watch: false });
  const browser = await launchChromium();
  await enter(lineTo(phone.origin), MEMBER);
  return {
    origin: phone.origin,
    browser,
    async close() {
      await browser.close();
      await phone.close();
    },
  };
}

const screenOf = (page: Page): FrameLocator => page.frameLocator('iframe[data-active]');
const pictureOn = (page: Page) => screenOf(page).getByTestId('poster').locator('img');

async function openPage({ origin, browser }: Stand, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 960 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto(`${origin}/?as=${MEMBER}#/${path}`);
  return page;
}

const measured = once(async (): Promise<number[]> => {
  const stand = await openStand();
  try {
    const page = await openPage(stand, 'shopper/invite/index');
    const seen: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      const button = screenOf(page).getByRole('button', { name: shopperHans.invitePage.poster, exact: true });
      await button.waitFor();
      const begun = performance.now();
      await button.click();
      await pictureOn(page).waitFor();
      await pictureOn(page).evaluate((image) => (image as HTMLImageElement).decode());
      seen.push(performance.now() - begun);
      await page.goBack();
      await page.waitForTimeout(slideMs);
    }
    return seen;
  } finally {
    await stand.close();
  }
});

/** How a failure is brought about in the page, by replacing what the program asks of WeChat, and what is tapped then. */
interface Accident {
  name: string;
  /** Member of `wx` or `wx.cloud`. */
  of: 'wx' | 'cloud';
  api: string;
  /** never: nothing is called back. Anything else fails with this message. */
  how: string;
  taps: string[];
}

const ACCIDENTS: Accident[] = [
  { name: 'picture refused', of: 'cloud', api: 'downloadFile', how: 'downloadFile:fail 403', taps: [] },
  { name: 'picture never comes', of: 'cloud', api: 'downloadFile', how: 'never', taps: [] },
  { name: 'canvas gives no file', of: 'wx', api: 'canvasToTempFilePath', how: 'canvasToTempFilePath:fail', taps: [] },
  { name: 'canvas never ends', of: 'wx', api: 'canvasToTempFilePath', how: 'never', taps: [] },
  { name: 'share menu fails', of: 'wx', api: 'showShareImageMenu', how: 'fail', taps: [words.share] },
  { name: 'share menu never ends', of: 'wx', api: 'showShareImageMenu', how: 'never', taps: [words.share] },
  { name: 'album refused', of: 'wx', api: 'saveImageToPhotosAlbum', how: 'fail auth deny', taps: [words.save] },
  { name: 'album never answers', of: 'wx', api: 'saveImageToPhotosAlbum', how: 'never', taps: [words.save] },
  { name: 'both fail', of: 'wx', api: 'saveImageToPhotosAlbum', how: 'fail', taps: [words.save, words.share] },
];

function breakApi(page: Page, { of, api, how }: Accident): Promise<void> {
  return page.evaluate(
    ([place, name, message]) => {
      const { wx } = (window as unknown as { __phone: { wx: Record<string, unknown> } }).__phone;
      const target = (place === 'cloud' ? wx.cloud : wx) as Record<string, unknown>;
      target[name as string] = (options: { fail?(reason: { errMsg: string }): void }) => {
        if (message !== 'never') options.fail?.({ errMsg: message as string });
      };
    },
    [of, api, how],
  );
}

/** A way on: something that can be tapped now, besides the title bar. */
async function wayOn(page: Page): Promise<boolean> {
  const names = [words.share, words.card, words.again, zhHans.states.retry];
  for (const name of names) {
    const button = screenOf(page).getByText(name, { exact: true }).last();
    if (!(await button.isVisible())) continue;
    const off = await button.evaluate((one) => one.closest('[aria-disabled="true"], [disabled]') !== null);
    if (!off) return true;
  }
  return false;
}

/** Not drawing any more, not waiting for a tap, and with a way on. */
async function settlesIn(page: Page): Promise<boolean> {
  const until = Date.now() + stuckAfterMs;
  while (Date.now() < until) {
    const drawing = await screenOf(page).getByText(words.making, { exact: true }).isVisible();
    const dots = await screenOf(page).locator(`[aria-label="${words.saving}"]`).isVisible();
    if (!drawing && !dots && (await wayOn(page))) return true;
    await page.waitForTimeout(200);
  }
  return false;
}

async function survives(stand: Stand, accident: Accident): Promise<boolean> {
  const page = await openPage(stand, 'shopper/invite/index');
  await screenOf(page).getByRole('button', { name: shopperHans.invitePage.poster, exact: true }).waitFor();
  await breakApi(page, accident);
  await screenOf(page).getByRole('button', { name: shopperHans.invitePage.poster, exact: true }).click();
  let well = await settlesIn(page);
  for (const name of accident.taps) {
    await screenOf(page).getByText(name, { exact: true }).last().click();
    well = (await settlesIn(page)) && well;
  }
  await page.context().close();
  return well;
}

/** WeChat makes no code: what the function then answers. */
async function survivesWithoutCode(stand: Stand): Promise<boolean> {
  const page = await openPage(stand, 'shopper/invite/index');
  await page.route('**/local/call', async (route) => {
    const asked = route.request().postDataJSON() as { data?: { action?: string } };
    if (asked.data?.action !== 'invite.poster') return route.continue();
    const response = await route.fetch();
    const answer = (await response.json()) as { result: { data: { picture: string | null } } };
    answer.result.data.picture = null;
    return route.fulfill({ response, json: answer });
  });
  await screenOf(page).getByRole('button', { name: shopperHans.invitePage.poster, exact: true }).click();
  const well = await settlesIn(page);
  await page.context().close();
  return well;
}

export const figures: Figure[] = [
  {
    name: 'poster.ms',
    unit: 'ms',
    async measure() {
      const seen = await measured();
      const [first = 0] = seen;
      return {
        value: rounded(median(seen), 0),
        note: `tap on the invite page until the decoded picture stands, median of ${seen.length}; the first, which makes the code, ${rounded(first, 0)}`,
      };
    },
  },
  {
    name: 'poster.fail.stuck',
    unit: 'failures',
    limit: { exactly: 0 },
    async measure() {
      const stand = await openStand();
      try {
        const stuck: string[] = [];
        for (const accident of ACCIDENTS) if (!(await survives(stand, accident))) stuck.push(accident.name);
        if (!(await survivesWithoutCode(stand))) stuck.push('no mini-program code');
        return {
          value: stuck.length,
          note: `of ${ACCIDENTS.length + 1} injected failures: ${stuck.join(', ') || 'each left a way on'}`,
        };
      } finally {
        await stand.close();
      }
    },
  },
];
