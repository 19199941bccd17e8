import type { Core, PageView } from '../../contract';
import { TAB_BAR_HEIGHT } from '../device/models';
import { fill, h } from '../dom';

/** The native tab bar; absent when the program draws its own. */
export class NativeTabBar {
  readonly element = h('nav', { class: 'tab-bar', 'aria-label': '标签栏' });
  #core: Core;
  #allowed: () => boolean;

  constructor(core: Core, allowed: () => boolean) {
    this.#core = core;
    this.#allowed = allowed;
  }

  isShownOn(page: PageView): boolean {
    const { tabBar } = this.#core;
    return this.#allowed() && page.isTab && !tabBar.custom && !tabBar.hidden && tabBar.items.length > 0;
  }

  height(page: PageView): number {
    return this.isShownOn(page) ? TAB_BAR_HEIGHT + this.#core.device.safeAreaBottom : 0;
  }

  redraw(): void {
    const top = this.#core.top();
    const shown = top !== undefined && this.isShownOn(top);
    this.element.dataset.shown = String(shown);
    this.element.inert = !shown;
    if (!top?.isTab) return;
    const { items, style } = this.#core.tabBar;
    this.element.style.background = style.backgroundColor || '#ffffff';
    this.element.style.height = `${TAB_BAR_HEIGHT + this.#core.device.safeAreaBottom}px`;
    this.element.dataset.border = style.borderStyle === 'white' ? 'white' : 'black';
    const place = [...this.element.children].indexOf(document.activeElement as Element);
    fill(
      this.element,
      ...items.map((item, index) => {
        const here = item.pagePath === top.path;
        const picture = here ? (item.selectedIconPath ?? item.iconPath) : item.iconPath;
        return h(
          'button',
          {
            class: 'tab',
            'aria-current': here ? 'page' : null,
            style: `color:${(here ? style.selectedColor : style.color) || (here ? '#3cc51f' : '#7a7e83')}`,
            onclick: () => this.#tapped(item.pagePath, item.text, index),
          },
          h(
            'span',
            { class: 'tab-icon' },
            picture ? h('img', { src: this.#file(picture), alt: '' }) : null,
            item.badge ? h('span', { class: 'badge' }, item.badge.length > 3 ? '…' : item.badge) : null,
            item.redDot && !item.badge ? h('span', { class: 'red-dot', 'aria-label': '有新内容' }) : null,
          ),
          h('span', { class: 'tab-text' }, item.text),
        );
      }),
    );
    if (place >= 0) (this.element.children[place] as HTMLElement | undefined)?.focus();
  }

  #file(path: string): string {
    const { filesUrl } = this.#core.bundle;
    return `${filesUrl.replace(/\/$/, '')}/${this.#core.themed(path).replace(/^\//, '')}`;
  }

  async #tapped(pagePath: string, text: string, index: number): Promise<void> {
    const before = this.#core.top();
    if (before?.path !== pagePath) await this.#core.open('switchTab', `/${pagePath}`);
    const now = this.#core.top();
    if (now) this.#core.callPage(now, 'onTabItemTap', { index, pagePath, text });
  }
}
