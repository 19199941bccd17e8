/**
 * The page stack with WeChat's rules and words: tab pages only by switchTab (and kept alive), ten pages deep, unknown pages refused.
 * Source: developers.weixin.qq.com/miniprogram/dev/api/route
 */
import type { Host, OpenKind, PageView } from '../contract';
import { AddressBar } from './address';
import { EventChannel } from './event-channel';
import { Frame } from './frame';
import type { Phone } from './phone';
import { type PageUrl, parsePageUrl } from './urls';

const MAX_DEPTH = 10;

export interface OpenOptions {
  events?: Record<string, (data: unknown) => void>;
  scene?: number;
}

export class Router {
  readonly stack: Frame[] = [];
  /** Tab pages that live on while another tab is shown. */
  private readonly tabs = new Map<string, Frame>();
  private readonly address: AddressBar;

  constructor(
    private readonly phone: Phone,
    private readonly host: Host,
    private readonly changed: () => void,
  ) {
    this.address = new AddressBar({
      backTo: (id) => {
        const index = this.stack.findIndex((frame) => frame.view.id === id);
        if (index === -1) return false;
        if (index < this.stack.length - 1) this.pop(this.stack.length - 1 - index);
        return true;
      },
      visit: (url) => {
        const target = parsePageUrl(url, '');
        const bare = Object.keys(target.query).length === 0;
        const kind = this.isTab(target.path) && bare ? 'switchTab' : 'reLaunch';
        this.open(kind, `/${url}`).catch((error: unknown) => this.phone.report('error', error));
      },
    });
  }

  get views(): PageView[] {
    return this.stack.map((frame) => frame.view);
  }

  get top(): Frame | undefined {
    return this.stack[this.stack.length - 1];
  }

  isTab(path: string): boolean {
    return this.phone.bundle.app.tabBar?.list.some((item) => item.pagePath === path) === true;
  }

  async open(kind: OpenKind, url: string, options: OpenOptions = {}): Promise<{ eventChannel?: EventChannel }> {
    const target = parsePageUrl(url, this.top?.view.path ?? '');
    const refusal = this.refusal(kind, target);
    if (refusal !== undefined) throw new Error(`${kind}:fail ${refusal}`);
    const channels = kind === 'navigateTo' ? EventChannel.pair() : undefined;
    for (const [event, listener] of Object.entries(options.events ?? {})) channels?.[0].on(event, listener);
    if (kind === 'switchTab') {
      if (Object.keys(target.query).length > 0) this.phone.warnOnce('wx.switchTab: url 不支持 queryString');
      this.switchTab({ ...target, query: {} });
    } else this.show(kind, target, channels?.[1]);
    return channels === undefined ? {} : { eventChannel: channels[0] };
  }

  /** First page, whatever it is. */
  start(target: PageUrl): void {
    if (this.isTab(target.path)) this.switchTab(target);
    else this.show('reLaunch', target);
  }

  async back(delta: number): Promise<void> {
    if (this.stack.length <= 1) throw new Error('navigateBack:fail cannot navigate back at first page.');
    if (this.host.mayNavigate?.() === false) throw new Error('navigateBack:fail not allowed in single page mode');
    const count = Math.min(Math.max(1, Math.floor(delta)), this.stack.length - 1);
    this.pop(count);
    this.address.wentBack(count);
  }

  /** All living frames, hidden tab pages too. */
  frames(): Frame[] {
    return [...new Set([...this.stack, ...this.tabs.values()])];
  }

  private refusal(kind: OpenKind, target: PageUrl): string | undefined {
    if (this.host.mayNavigate?.() === false) return 'not allowed in single page mode';
    if (!this.phone.bundle.app.pages.includes(target.path)) {
      this.phone.signals.emit('pageNotFound', { path: target.path, query: target.query, isEntryPage: false });
      return `page "${target.path}" is not found`;
    }
    const tab = this.isTab(target.path);
    if (tab && (kind === 'navigateTo' || kind === 'redirectTo')) return `can not ${kind} a tabbar page`;
    if (!tab && kind === 'switchTab') return 'can not switch to no-tabBar page';
    if (kind === 'navigateTo' && this.stack.length >= MAX_DEPTH) return `webview count limit exceed`;
    return undefined;
  }

  private switchTab(target: PageUrl): void {
    const leaving = this.top;
    const kept = this.tabs.get(target.path);
    if (leaving !== undefined && leaving === kept) return;
    const below = this.stack.splice(0);
    if (leaving !== undefined && this.isTab(leaving.view.path)) this.hide(leaving);
    const unloaded = below.filter((frame) => !this.isTab(frame.view.path)).reverse();
    for (const frame of unloaded) this.unload(frame);
    const fresh = kept ?? this.build(target);
    this.tabs.set(target.path, fresh);
    this.stack.push(fresh);
    this.enter(fresh, kept === undefined, 'none', leaving, unloaded);
    this.address.replace(fresh.view);
  }

  private show(kind: Exclude<OpenKind, 'switchTab'>, target: PageUrl, channel?: EventChannel): void {
    const leaving = this.top;
    const gone: Frame[] = [];
    if (kind === 'navigateTo') {
      if (leaving !== undefined) this.hide(leaving);
    } else if (kind === 'redirectTo') {
      const top = this.stack.pop();
      if (top !== undefined) gone.push(top);
    } else {
      gone.push(...this.stack.splice(0).reverse());
      for (const frame of this.tabs.values()) if (!gone.includes(frame)) gone.push(frame);
    }
    for (const frame of gone) this.unload(frame);
    const frame = this.build(target, channel);
    if (this.isTab(target.path)) this.tabs.set(target.path, frame);
    this.stack.push(frame);
    this.enter(frame, true, kind === 'navigateTo' ? 'push' : 'none', leaving, gone);
    if (kind === 'navigateTo') this.address.push(frame.view);
    else this.address.replace(frame.view);
  }

  private pop(count: number): void {
    const gone = this.stack.splice(this.stack.length - count).reverse();
    const leaving = gone[0];
    for (const frame of gone) this.unload(frame);
    const top = this.top;
    if (top !== undefined) this.enter(top, false, 'pop', leaving, gone);
  }

  private build(target: PageUrl, channel?: EventChannel): Frame {
    this.phone.program.require(target.path);
    return new Frame(this.phone, this.host, target.path, target.query, {
      getOpenerEventChannel: () => channel ?? new EventChannel(),
    });
  }

  /** The order of WeChat: attached, onLoad, onShow, ready, onReady. */
  private enter(
    frame: Frame,
    fresh: boolean,
    kind: 'push' | 'pop' | 'none',
    leaving: Frame | undefined,
    gone: Frame[],
  ): void {
    const { view } = frame;
    for (const other of this.frames()) delete other.view.iframe.dataset.active;
    if (leaving !== undefined) delete leaving.view.iframe.dataset.active;
    view.iframe.dataset.active = '';
    view.iframe.style.visibility = 'visible';
    if (fresh) {
      frame.attach();
      this.phone.callPage(view, 'onLoad', view.query);
    }
    this.appear(frame);
    this.changed();
    const removed = gone.filter((other) => other !== leaving);
    for (const other of removed) other.remove();
    this.host
      .transition(kind, view, leaving?.view)
      .catch((error: unknown) => this.phone.report('error', error, 'transition'))
      .then(() => {
        if (leaving === undefined) return;
        if (gone.includes(leaving)) leaving.remove();
        else if (this.top !== leaving) leaving.view.iframe.style.visibility = 'hidden';
      });
    if (fresh) {
      setTimeout(() => {
        frame.flushReady();
        this.phone.callPage(view, 'onReady');
        frame.pageLifetime('routeDone', []);
        this.phone.callPage(view, 'onRouteDone');
        this.phone.publish.ready = true;
      });
    }
  }

  appear(frame: Frame): void {
    this.phone.callPage(frame.view, 'onShow');
    frame.pageLifetime('show', []);
  }

  hide(frame: Frame): void {
    this.phone.callPage(frame.view, 'onHide');
    frame.pageLifetime('hide', []);
  }

  private unload(frame: Frame): void {
    this.phone.callPage(frame.view, 'onUnload');
    if (this.tabs.get(frame.view.path) === frame) this.tabs.delete(frame.view.path);
    frame.release();
  }
}
