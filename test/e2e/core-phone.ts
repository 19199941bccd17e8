/** A web phone with the core fixture, for the tests beside. */
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { openPhone, type PhoneServer } from '../../local/phone/server/index';
import { launchChromium } from '../setup/chromium';

export interface CorePhone {
  page: Page;
  frame: FrameLocator;
  /** Opens an address afresh and waits until the first page is ready. */
  visit(hash: string): Promise<void>;
  /** The app's notes since the last call of log(). */
  notes(): Promise<string[]>;
  /** The same, and forgets them. */
  log(): Promise<string[]>;
  /** Calls wx.<api> of the program and gives back its errMsg. */
  route(api: string, url?: string): Promise<string>;
  text(testid: string): Promise<string>;
  close(): Promise<void>;
}

interface Published {
  ready: boolean;
  app: { log: string[] };
  wx: Record<string, (options: unknown) => unknown>;
}

declare global {
  interface Window {
    __phone: Published & Record<string, unknown>;
  }
}

export async function openCorePhone(root: string): Promise<CorePhone> {
  const server: PhoneServer = await openPhone({ root, watch: false });
  const browser: Browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  const frame = page.frameLocator('iframe[data-active]');
  return {
    page,
    frame,
    visit: async (hash) => {
      await page.goto('about:blank');
      await page.goto(`${server.origin}/${hash}`);
      await page.waitForFunction(() => window.__phone?.ready === true);
    },
    notes: () => page.evaluate(() => window.__phone.app.log),
    log: () => page.evaluate(() => window.__phone.app.log.splice(0)),
    route: (api, url) =>
      page.evaluate(
        ([name, target]) =>
          new Promise<string>((resolve) => {
            const done = (result: unknown) => resolve((result as { errMsg: string }).errMsg);
            window.__phone.wx[name as string]?.({ url: target, success: done, fail: done });
          }),
        [api, url] as const,
      ),
    text: async (testid) => ((await frame.getByTestId(testid).textContent()) ?? '').trim(),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
