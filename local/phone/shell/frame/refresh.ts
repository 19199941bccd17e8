import type { Core, PageView } from '../../contract';
import { h } from '../dom';

/** How far a finger has to pull, and how far the page stays down while refreshing, CSS px. */
const TRIGGER = 60;
const REST = 54;

/** Pull-down-refresh: by finger or mouse at the top of a page that enables it, or by wx.startPullDownRefresh. */
export class PullDownRefresh {
  readonly element = h(
    'div',
    { class: 'refresh', hidden: true, role: 'status', 'aria-label': '正在刷新' },
    h('i'),
    h('i'),
    h('i'),
  );
  #core: Core;
  #watched = new WeakSet<Window>();
  #page: PageView | undefined;

  constructor(core: Core) {
    this.#core = core;
  }

  start(): void {
    const page = this.#core.top();
    if (!page || this.#page) return;
    this.#page = page;
    this.#show(page, REST, true);
    this.#core.callPage(page, 'onPullDownRefresh');
  }

  stop(): void {
    const page = this.#page;
    this.#page = undefined;
    if (page) this.#show(page, 0, true);
  }

  /** The page that refreshes has left: nothing to put back. */
  forget(page: PageView): void {
    if (this.#page === page) {
      this.#page = undefined;
      this.element.hidden = true;
    }
  }

  watch(page: PageView): void {
    const inside = page.iframe.contentWindow;
    if (!inside || this.#watched.has(inside)) return;
    this.#watched.add(inside);
    // Screen coordinates: the page itself moves under the finger.
    let from: number | undefined;
    let pulled = 0;
    const begin = (y: number) => {
      const enabled = page.window.enablePullDownRefresh === true && !this.#page;
      from = enabled && inside.scrollY <= 0 ? y : undefined;
      pulled = 0;
    };
    const move = (y: number) => {
      if (from === undefined || y <= from) return;
      pulled = (y - from) / 2;
      this.#show(page, Math.min(pulled, 100), false);
    };
    const end = () => {
      if (from === undefined) return;
      from = undefined;
      if (pulled === 0) return;
      if (pulled >= TRIGGER) this.start();
      else this.#show(page, 0, true);
    };
    inside.addEventListener('touchstart', (event) => begin(event.touches[0]?.screenY ?? 0), { passive: true });
    inside.addEventListener('touchmove', (event) => move(event.touches[0]?.screenY ?? 0), { passive: true });
    inside.addEventListener('touchend', end);
    inside.addEventListener('touchcancel', end);
    inside.addEventListener('mousedown', (event) => begin(event.screenY));
    inside.addEventListener('mousemove', (event) => event.buttons === 1 && move(event.screenY));
    inside.addEventListener('mouseup', end);
  }

  #show(page: PageView, down: number, smooth: boolean): void {
    const { iframe } = page;
    iframe.style.transition = smooth ? 'transform .2s cubic-bezier(.2,0,0,1)' : '';
    iframe.style.transform = down === 0 ? '' : `translateY(${down}px)`;
    this.element.hidden = down === 0;
    this.element.style.top = `${iframe.offsetTop}px`;
    this.element.style.opacity = String(Math.min(1, down / REST));
    this.element.style.background = page.window.backgroundColor ?? '';
    this.element.dataset.ink = page.window.backgroundTextStyle ?? 'dark';
  }
}
