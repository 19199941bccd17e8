/** Opens the fixture mini-program of the built-in elements in the web phone, in a browser of its own. */
import path from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { openPhone, type PhoneServer } from '../../local/phone/server/index';
import { launchChromium } from '../setup/chromium';

const root = path.join(import.meta.dirname, 'fixtures/builtins');

export interface Recorded {
  type: string;
  at: string;
  from: string;
  detail: Record<string, unknown>;
  dataset: Record<string, unknown>;
  mark: Record<string, unknown>;
  touches: Record<string, number>[];
  changedTouches: Record<string, number>[];
}

interface PhoneWindow {
  __phone: {
    stack: { inst: Record<string, unknown>; iframe: HTMLIFrameElement }[];
    errors: string[];
    warnings: string[];
    wx: { reLaunch(options: { url: string }): Promise<unknown> };
  };
}

export class BuiltinsPhone {
  private constructor(
    private readonly server: PhoneServer,
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open(options: { touch?: boolean } = {}): Promise<BuiltinsPhone> {
    const server = await openPhone({ root, watch: false });
    const browser = await launchChromium();
    const context = await browser.newContext({
      viewport: { width: 1200, height: 900 },
      hasTouch: options.touch === true,
    });
    return new BuiltinsPhone(server, browser, await context.newPage());
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }

  /** A fresh instance of one of the fixture's pages, alone on the stack. */
  async show(name: string): Promise<void> {
    if (this.page.url() === 'about:blank') {
      await this.page.goto(`${this.server.origin}/#/pages/${name}/index`);
      await this.page.locator('iframe[data-active]').waitFor();
    } else {
      await this.page.mouse.up();
      await this.page.evaluate((url) => {
        const { wx, errors } = (window as unknown as PhoneWindow).__phone;
        errors.length = 0;
        return wx.reLaunch({ url });
      }, `/pages/${name}/index`);
    }
    await this.page.waitForFunction((path) => {
      const { stack } = (window as unknown as PhoneWindow).__phone;
      const [only] = stack;
      return stack.length === 1 && only?.inst.route === path && only.inst.events !== undefined;
    }, `pages/${name}/index`);
    // The page settles: pictures, observers, first layout.
    await this.page.waitForTimeout(150);
  }

  get screen(): FrameLocator {
    return this.page.frameLocator('iframe[data-active]');
  }

  at(selector: string) {
    return this.screen.locator(selector);
  }

  events(type?: string): Promise<Recorded[]> {
    return this.inst((inst, wanted) => {
      const all = JSON.parse(JSON.stringify(inst.events)) as Recorded[];
      return wanted === undefined ? all : all.filter((event) => event.type === wanted);
    }, type);
  }

  /** Runs in the browser with the top page's instance. */
  inst<T, A>(work: (inst: Record<string, unknown>, argument: A) => T, argument?: A): Promise<Awaited<T>> {
    return this.page.evaluate(
      `(() => {
        const { stack } = window.__phone;
        return (${work.toString()})(stack[stack.length - 1].inst, ${JSON.stringify(argument)});
      })()`,
    ) as Promise<Awaited<T>>;
  }

  setData(data: Record<string, unknown>): Promise<void> {
    return this.inst((inst, values) => (inst.setData as (values: object) => void).call(inst, values as object), data);
  }

  forget(): Promise<void> {
    return this.inst((inst) => {
      inst.events = [];
    });
  }

  async waitFor(type: string, count = 1): Promise<Recorded[]> {
    await this.page.waitForFunction(
      ([wanted, least]) => {
        const { stack } = (window as unknown as PhoneWindow).__phone;
        const events = stack[stack.length - 1]?.inst.events as { type: string }[];
        return events.filter((event) => event.type === wanted).length >= Number(least);
      },
      [type, count] as const,
      { timeout: 10_000 },
    );
    return this.events(type);
  }

  warnings(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as PhoneWindow).__phone.warnings);
  }

  errors(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as PhoneWindow).__phone.errors.map(String));
  }

  /** Presses in the middle of an element, moves in steps, lets go. */
  async drag(selector: string, dx: number, dy: number, steps = 8): Promise<void> {
    const box = await this.at(selector).boundingBox();
    if (!box) throw new Error(`${selector} has no box`);
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + dx, y + dy, { steps });
    await this.page.waitForTimeout(120);
    await this.page.mouse.up();
  }
}
