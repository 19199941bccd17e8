import type { Core, PageView } from '../../contract';
import { barHeight, capsuleRect } from '../device/models';
import { fill, h, icon } from '../dom';
import { glyphs } from '../glyphs';

/** A page's own bar: it moves with its page in a transition. The capsule stands still above all of them. */
export class NavBars {
  #core: Core;
  #screen: HTMLElement;
  #bars = new Map<number, { bar: HTMLElement; page: PageView }>();
  #loading = new Set<number>();
  #homeHidden = new Set<number>();
  /** Moments' single page leads nowhere. */
  #withHome: boolean;
  readonly capsule: HTMLElement;

  constructor(core: Core, screen: HTMLElement, actions: { menu(): void; close(): void }, withHome: boolean) {
    this.#withHome = withHome;
    this.#core = core;
    this.#screen = screen;
    this.capsule = h(
      'div',
      { class: 'capsule', role: 'group', 'aria-label': '小程序菜单' },
      h('button', { class: 'capsule-menu', 'aria-label': '更多', onclick: actions.menu }, icon(glyphs.dots)),
      h('span', { class: 'capsule-line', 'aria-hidden': 'true' }),
      h('button', { class: 'capsule-close', 'aria-label': '关闭', onclick: actions.close }, icon(glyphs.target)),
    );
  }

  setLoading(pageId: number, on: boolean): void {
    if (on) this.#loading.add(pageId);
    else this.#loading.delete(pageId);
    this.redraw();
  }

  hideHome(pageId: number): void {
    this.#homeHidden.add(pageId);
    this.redraw();
  }

  barOf(page: PageView): HTMLElement | undefined {
    return this.#bars.get(page.id)?.bar;
  }

  /** Hides all other bars, and drops those whose page has gone. */
  showOnly(top: PageView | undefined): void {
    for (const [id, { bar, page }] of [...this.#bars]) {
      bar.toggleAttribute('data-here', id === top?.id);
      if (page.iframe.isConnected) continue;
      bar.remove();
      this.#bars.delete(id);
    }
  }

  redraw(): void {
    const { device } = this.#core;
    const stack = this.#core.stack();
    const top = this.#core.top();
    const rect = capsuleRect(device);
    Object.assign(this.capsule.style, {
      top: `${rect.top}px`,
      left: `${rect.left}px`,
      width: `${rect.width}px`,
      height: `${rect.height}px`,
    });
    this.capsule.dataset.ink = top?.window.navigationBarTextStyle ?? 'black';
    stack.forEach((page, index) => {
      this.#draw(page, index);
    });
  }

  #draw(page: PageView, index: number): void {
    const { device } = this.#core;
    let bar = this.barOf(page);
    if (!bar) {
      bar = h('header', { class: 'nav-bar' });
      this.#bars.set(page.id, { bar, page });
      this.#screen.append(bar);
    }
    const { window: config } = page;
    const custom = config.navigationStyle === 'custom';
    const ink = config.navigationBarTextStyle;
    page.iframe.title = config.navigationBarTitleText || page.path;
    bar.hidden = custom;
    bar.inert = page !== this.#core.top();
    bar.dataset.ink = ink;
    bar.style.zIndex = String(2 * index + 2);
    bar.style.height = `${device.statusBarHeight + barHeight(device)}px`;
    bar.style.paddingTop = `${device.statusBarHeight}px`;
    bar.style.background = config.navigationBarBackgroundColor ?? (ink === 'white' ? '#000000' : '#ffffff');
    const title = h(
      'h1',
      { class: 'nav-title' },
      this.#loading.has(page.id) ? icon(glyphs.loading) : null,
      config.navigationBarTitleText,
    );
    fill(bar, this.#leading(page, index), title);
  }

  /** Back when there is something below; home when the first page is neither a tab nor the entry page. */
  #leading(page: PageView, index: number): HTMLElement | null {
    if (index > 0) {
      return h(
        'button',
        { class: 'nav-back', 'aria-label': '返回', onclick: () => void this.#core.back(1) },
        icon(glyphs.back),
      );
    }
    const { app } = this.#core.bundle;
    const entry = app.tabBar?.list[0]?.pagePath ?? app.pages[0] ?? '';
    if (!this.#withHome || page.isTab || page.path === app.pages[0] || this.#homeHidden.has(page.id)) return null;
    const goHome = () => void this.#core.open('reLaunch', `/${entry}`);
    return h('button', { class: 'nav-home', 'aria-label': '回首页', onclick: goHome }, icon(glyphs.home));
  }
}
