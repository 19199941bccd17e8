/** Opens the fixture mini-program of shell and wx in the web phone, on one port with a local cloud, in a browser of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { openCloud } from '../../local/cloud/index';
import { openPhone, type PhoneServer } from '../../local/phone/server/index';
import type { PanelControl } from '../../local/phone/shell/panel/control';
import { launchChromium } from '../setup/chromium';

const fixtures = path.join(import.meta.dirname, 'fixtures/wx');

export type Result = Record<string, unknown> & { errMsg: string };
type Api = (options?: unknown, ...more: unknown[]) => unknown;

export interface PhoneWindow {
  __phone: {
    ready: boolean;
    stack: { path: string; inst: Record<string, unknown> & { data: Record<string, unknown> } }[];
    app: { globalData: { launched: { path: string; scene: number }; shown: number; hidden: number } };
    errors: string[];
    warnings: string[];
    wx: Record<string, Api> & { cloud: Record<string, Api> };
    panel: PanelControl;
  };
}

export class WxPhone {
  private constructor(
    private readonly server: PhoneServer,
    private readonly browser: Browser,
    private readonly dataDir: string,
    readonly page: Page,
  ) {}

  static async open(): Promise<WxPhone> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'phone-wx-'));
    const cloud = await openCloud({
      functionsDir: path.join(fixtures, 'functions'),
      manifest: { collections: { members: { acl: 'ADMINONLY', indexes: [] } }, functions: {} },
      dataDir,
      instances: 1,
      timers: false,
    });
    const server = await openPhone({ root: path.join(fixtures, 'program'), cloud, watch: false });
    const browser = await launchChromium();
    return new WxPhone(server, browser, dataDir, await browser.newPage());
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  get origin(): string {
    return this.server.origin;
  }

  /** A phone out of the box, at one of the fixture's pages. */
  async fresh(address = '', viewport = { width: 1280, height: 940 }): Promise<void> {
    // A plain document of the same origin: nothing runs there that could write what is forgotten here.
    await this.page.goto(`${this.origin}/fonts/noto.css`);
    await this.page.evaluate('localStorage.clear(), sessionStorage.clear()');
    await this.page.setViewportSize(viewport);
    await this.page.emulateMedia({ reducedMotion: 'reduce' });
    await this.page.goto(`${this.origin}/${address}`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await this.page.waitForFunction(() => (window as unknown as PhoneWindow).__phone?.ready === true);
  }

  /** Does something that starts the program afresh, and waits for it. */
  async relaunch(work: () => Promise<unknown>): Promise<void> {
    await this.page.evaluate(() => Object.assign(window, { before: true }));
    await work();
    await this.page.waitForFunction(
      () => !('before' in window) && (window as unknown as PhoneWindow).__phone?.ready === true,
    );
  }

  /** The program's screen. */
  get screen(): FrameLocator {
    return this.page.frameLocator('iframe[data-active]');
  }

  /** What the page says afterwards is the answer to this tap and to none before it. */
  async tap(testId: string): Promise<void> {
    await this.page.evaluate(() => {
      const { stack } = (window as unknown as PhoneWindow).__phone;
      const page = stack[stack.length - 1]?.inst as unknown as { setData(data: object): void } | undefined;
      page?.setData({ result: '' });
    });
    await this.screen.getByTestId(testId).click();
  }

  /** A button of the phone itself: sheets, bars. */
  button(name: string): Locator {
    return this.page.locator('.screen').getByRole('button', { name, exact: true });
  }

  /** wx.<api>(options) in its promise form; a refusal is a value too. */
  call(api: string, options: unknown = {}): Promise<Result> {
    return this.page.evaluate(
      async ([name, given]) => {
        const { wx } = (window as unknown as PhoneWindow).__phone;
        const [head = '', tail] = name.split('.');
        const work = tail === undefined ? wx[head] : wx.cloud[tail];
        try {
          return (await work?.(given)) as Result;
        } catch (refusal) {
          return refusal as Result;
        }
      },
      [api, options] as const,
    );
  }

  /** A synchronous wx.<api>(...given). */
  now<T>(api: string, ...given: unknown[]): Promise<T> {
    return this.page.evaluate(([name, args]) => (window as unknown as PhoneWindow).__phone.wx[name]?.(...args) as T, [
      api,
      given,
    ] as const);
  }

  panel<K extends keyof PanelControl>(
    method: K,
    ...given: Parameters<PanelControl[K]>
  ): Promise<ReturnType<PanelControl[K]>> {
    return this.page.evaluate(
      ([name, args]) => {
        const { panel } = (window as unknown as PhoneWindow).__phone;
        return (panel[name] as (...all: unknown[]) => unknown)(...args) as never;
      },
      [method, given] as const,
    );
  }

  phone<T>(look: (phone: PhoneWindow['__phone']) => T): Promise<T> {
    return this.page.evaluate(`(${look.toString()})(window.__phone)`);
  }

  /** What the fixture's page shows as the answer of its last call. */
  async said(): Promise<Result> {
    const place = this.screen.getByTestId('result');
    await this.page.waitForFunction(() => {
      const { stack } = (window as unknown as PhoneWindow).__phone;
      return stack[stack.length - 1]?.inst.data.result !== '';
    });
    return JSON.parse((await place.textContent()) ?? '') as Result;
  }
}
