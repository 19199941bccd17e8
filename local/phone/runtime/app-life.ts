/** App(): start, background and foreground, and what an app hears of errors. */
import type { Core } from '../contract';
import { provideGlobals } from './globals';
import type { Phone } from './phone';
import type { Router } from './router';

type App = Record<string, unknown>;

export class AppLife {
  private app: App | undefined;
  private hidden = false;

  constructor(
    private readonly phone: Phone,
    private readonly core: Core,
    private readonly router: Router,
  ) {
    phone.signals.on('error', (message) => this.call('onError', message));
    phone.signals.on('unhandledRejection', (detail) => this.call('onUnhandledRejection', detail));
    phone.signals.on('themeChange', (detail) => this.call('onThemeChange', detail));
    phone.signals.on('pageNotFound', (detail) => this.call('onPageNotFound', detail));
    document.addEventListener('visibilitychange', () => (document.hidden ? this.hide() : this.show()));
  }

  async launch(wx: object): Promise<void> {
    const { phone, core } = this;
    const { bundle } = phone;
    await phone.modules.fetch(bundle);
    phone.modules.provide(provideGlobals(phone, wx, this, this.router));
    phone.program.addUnits();
    phone.modules.run('app.js');
    this.requireUnits();
    core.enter = { ...core.launch };
    const options = this.options();
    this.call('onLaunch', options);
    this.call('onShow', options);
    phone.signals.emit('show', options);
    const { path, query } = core.launch;
    if (bundle.app.pages.includes(path)) {
      this.router.start({ path, query });
      return;
    }
    // The handler usually opens another page itself; without one WeChat shows its own "page does not exist".
    const before = this.router.stack.length;
    phone.signals.emit('pageNotFound', { path, query, isEntryPage: true });
    if (this.router.stack.length === before && bundle.app.pages[0] !== undefined) {
      phone.report('error', `page "${path}" is not found`);
      this.router.start({ path: bundle.app.pages[0], query: {} });
    }
  }

  /** App() of the program. */
  define(given: App): void {
    if (this.app !== undefined) this.phone.report('warning', 'App() was called twice');
    this.app = given;
    this.phone.publish.app = given;
  }

  instance(): App | undefined {
    return this.app;
  }

  hide(): void {
    if (this.hidden) return;
    this.hidden = true;
    const top = this.router.top;
    if (top !== undefined) this.router.hide(top);
    this.call('onHide', { reason: 0 });
    this.phone.signals.emit('hide', {});
  }

  show(options?: Partial<Core['launch']>): void {
    if (!this.hidden) return;
    this.hidden = false;
    this.core.enter = { ...this.core.enter, ...options };
    const detail = this.options();
    this.call('onShow', detail);
    this.phone.signals.emit('show', detail);
    const top = this.router.top;
    if (top !== undefined) this.router.appear(top);
  }

  private options(): Record<string, unknown> {
    return { ...this.core.enter, shareTicket: undefined, apiCategory: 'default' };
  }

  /** Without lazyCodeLoading a phone runs the code of the whole main package at the start; subpackages wait for their first page. */
  private requireUnits(): void {
    const { app, units } = this.phone.bundle;
    if (app.raw.lazyCodeLoading === 'requiredComponents') return;
    const roots = Object.values(app.packageOf).filter((root) => root !== '');
    for (const path of Object.keys(units)) {
      if (roots.some((root) => path.startsWith(`${root}/`))) continue;
      this.phone.program.require(path);
    }
  }

  private call(hook: string, detail: unknown): void {
    const method = this.app?.[hook];
    if (typeof method !== 'function') return;
    try {
      (method as (detail: unknown) => unknown).call(this.app, detail);
    } catch (error) {
      // An onError that fails must not come back here.
      if (hook === 'onError') console.error(error);
      else this.phone.report('error', error, `App ${hook}`);
    }
  }
}
