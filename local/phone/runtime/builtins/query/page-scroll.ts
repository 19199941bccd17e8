/** wx.pageScrollTo: the page's own scroll position, animated over a time. */
import type { Kit, PageView } from '../../../contract';

export interface PageScrollOptions {
  scrollTop?: number;
  /** Ms; WeChat's default is 300. */
  duration?: number;
  selector?: string;
  offsetTop?: number;
}

/** Resolves when the page stands still; rejects if the selector finds nothing. */
export function scrollPageTo(kit: Kit, page: PageView, options: PageScrollOptions): Promise<void> {
  const { scrollTop, selector, offsetTop = 0, duration = 300 } = options;
  const window = page.iframe.contentWindow;
  if (!window) return Promise.reject(new Error('pageScrollTo:fail page is closed'));
  let target = scrollTop ?? window.scrollY;
  if (selector !== undefined && scrollTop === undefined) {
    const node = kit.rootOf(page).getShadowRoot()?.querySelector(selector);
    const dom = node ? kit.domOf(node) : undefined;
    if (!dom) return Promise.reject(new Error(`pageScrollTo:fail selector ${selector} not found`));
    target = window.scrollY + dom.getBoundingClientRect().top + offsetTop;
  }
  return glide(window, target, duration);
}

function glide(window: Window, target: number, durationMs: number): Promise<void> {
  const from = window.scrollY;
  if (durationMs <= 0 || from === target) {
    window.scrollTo({ top: target, behavior: 'instant' });
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const began = window.performance.now();
    const step = () => {
      const passed = Math.min(1, (window.performance.now() - began) / durationMs);
      window.scrollTo({ top: from + (target - from) * (1 - (1 - passed) ** 3), behavior: 'instant' });
      if (passed < 1) window.setTimeout(step, 16);
      else resolve();
    };
    step();
  });
}
