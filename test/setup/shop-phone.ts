/** The product on a web phone in a browser, held by a test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EJSON } from 'bson';
import type { FrameLocator, Page, Request } from 'playwright-core';
import { openCloud } from '../../local/cloud';
import { openPhone } from '../../local/phone/server';
import { ROOT } from './built';
import { launchChromium } from './chromium';
import { recorded } from './run-log';
import { type Line, lineTo } from './shopper';

/** What was shared; see docs/local.md. */
export interface Card {
  id: string;
  kind: 'chat' | 'moments';
  title: string;
  path: string;
  image: string;
}

/** The part of window.__phone.panel that tests use; see docs/local.md. */
export interface Panel {
  /** `opening`: not on the home page, by an entrance of WeChat's (场景值). */
  become(openid: string, opening?: { path: string; scene: number }): void;
  setDevice(choice: {
    width?: 320 | 375 | 430;
    theme?: 'light' | 'dark';
    fontSizeSetting?: number;
    keyboard?: boolean;
  }): void;
  setNetwork(kind: 'fast' | 'slow' | 'offline'): void;
  answer(question: string, answer: 'accept' | 'reject' | 'always'): void;
  /** To the background and back. */
  putAway(): void;
  comeBack(): void;
  /** Held before the open scanner, or before the next one. */
  scanText(text: string): void;
  pullDown(): void;
  /** Newest first. */
  cards(): Card[];
  openCard(id: string, openid?: string): void;
  /** Before the phone of whoever is named; answers what the code in the picture says. */
  scanPicture(url: string, openid?: string): Promise<string | null>;
  /** What has reached this person's WeChat, newest first. */
  inbox(): Promise<{ templateId: string; page: string }[]>;
  hardware(): {
    savedPictures: string[];
    sentPictures: string[];
    documents: { name: string; url: string }[];
    clipboard: string;
  };
}

export interface Published {
  stack: { path: string }[];
  errors: unknown[];
  warnings: unknown[];
  panel: Panel;
}

export class ShopPhone implements Line {
  private calls = 0;

  private constructor(
    readonly page: Page,
    readonly origin: string,
    readonly close: () => Promise<void>,
  ) {
    page.setDefaultTimeout(30_000);
    const count = (by: number) => (request: Request) => {
      if (request.url().endsWith('/local/call')) this.calls += by;
    };
    page.on('request', count(1));
    page.on('requestfinished', count(-1));
    page.on('requestfailed', count(-1));
  }

  /** @param settings documents of the collection `settings`, in place of the defaults */
  static async open({
    viewport = { width: 1280, height: 960 },
    settings = [],
  }: {
    viewport?: { width: number; height: number };
    settings?: { _id: string }[];
  } = {}): Promise<ShopPhone> {
    const dataDir = await mkdtemp(join(tmpdir(), 'huitouke-phone-'));
    const functionsDir = join(ROOT, 'dist/cloudfunctions');
    const cloud = await openCloud({ dataDir, functionsDir, timers: false, ...recorded() });
    const server = await openPhone({ root: join(ROOT, 'miniprogram'), cloud, watch: false });
    await store(server.origin, 'settings', settings);
    const browser = await launchChromium();
    const context = await browser.newContext({ viewport, deviceScaleFactor: 2 });
    const phone = new ShopPhone(await context.newPage(), server.origin, async () => {
      await browser.close();
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    });
    await phone.page.goto(server.origin);
    await phone.settled();
    return phone;
  }

  /** Somebody else's phone in the same shop: another tab, where the one may watch what the other does. */
  async beside(openid: string): Promise<ShopPhone> {
    const page = await this.page.context().newPage();
    const other = new ShopPhone(page, this.origin, () => page.close());
    await page.goto(`${this.origin}/?as=${openid}`);
    await other.settled();
    return other;
  }

  /** What the visible page shows. */
  get screen(): FrameLocator {
    return this.page.frameLocator('iframe[data-active]');
  }

  /** Waits until a page is there and no call to the cloud has been under way for half a second. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(() => document.querySelector('iframe[data-active]') !== null);
    for (let quiet = 0; quiet < 5; quiet = this.calls === 0 ? quiet + 1 : 0) await this.page.waitForTimeout(100);
  }

  async panel<K extends keyof Panel>(method: K, ...args: Parameters<Panel[K]>): Promise<Awaited<ReturnType<Panel[K]>>> {
    const answer = await this.page.evaluate(
      ([name, values]) => {
        const { panel } = (window as unknown as { __phone: Published }).__phone;
        return (panel[name as K] as (...given: unknown[]) => unknown)(...values);
      },
      [method, args] as const,
    );
    await this.settled();
    return answer as Awaited<ReturnType<Panel[K]>>;
  }

  /** By hand in the side panel: the codes on this screen are at hand for whoever opens a scanner next. */
  async noteCodes(): Promise<void> {
    const part = this.page.locator('.part-scan');
    const note = part.getByRole('button', { name: '记下屏幕上的码' });
    if (!(await note.isVisible())) await part.locator('summary').click();
    await note.click();
    await part.getByText('已记下屏幕上的码').waitFor();
  }

  /** Scans what was noted last, before the scanner that has just been opened. */
  async scanNoted(): Promise<void> {
    await this.page.getByRole('dialog', { name: '扫一扫' }).locator('.scan-recent button').first().click();
    await this.settled();
  }

  /** Moves the clock of cloud and phone, and comes back to the open page as a person would. */
  async nextDay(days = 1): Promise<void> {
    await this.control('/local/clock', { advanceDays: days });
    await this.page.reload();
    await this.settled();
  }

  /** Later on the same day, when the timer has fired. */
  async later(minutes: number): Promise<void> {
    await this.control('/local/clock', { advanceMs: minutes * 60_000 });
    await this.control('/local/timer', { name: 'timer' });
  }

  store(collection: string, documents: { _id: string }[]): Promise<void> {
    return store(this.origin, collection, documents);
  }

  control(path: string, body: unknown): Promise<unknown> {
    return lineTo(this.origin).control(path, body);
  }

  /** Errors the phone has reported since it was loaded. */
  async errors(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { __phone: Published }).__phone.errors.map(String));
  }

  async go(path: string): Promise<void> {
    await this.page.evaluate((hash) => {
      location.hash = hash;
    }, `#/${path}`);
    await this.settled();
  }
}

/** Straight into the database, as CloudBase's console would. */
async function store(origin: string, collectionName: string, documents: { _id: string }[]): Promise<void> {
  if (documents.length === 0) return;
  const data = documents.map((document) => EJSON.stringify(document, { relaxed: false }));
  const body = { action: 'database.insertDocument', envName: 'local', collectionName, data };
  const answer = (await lineTo(origin).control('/admin', body)) as { code?: string; message?: string };
  if (answer.code) throw new Error(`${answer.code}: ${answer.message}`);
}
