/** glass-easel's way into one page's iframe: elements are made in that document, style sheets go to its head once. */
import * as glassEasel from 'glass-easel';
import { domTag } from '../build/tags';
import type { Device } from '../contract';
import { finishCss, finishStyle } from './styles';

/** Tag of a page's root component: it becomes the document's <body>, so that `page {}` and `page > view` mean what they say. */
export const PAGE_ROOT = 'page-root';

type Sheet = { element: HTMLStyleElement; css: string; prefix: string };

export class PageBackend extends glassEasel.CurrentWindowBackendContext {
  private readonly sheets = new Map<string, Sheet>();

  constructor(
    private readonly page: Document,
    private readonly device: Device,
    private readonly source: (path: string) => string,
    private readonly prefixOf: (scope: number | undefined) => string,
    private readonly made: (tag: string, element: HTMLElement) => void,
  ) {
    super();
    this.document = {
      createElement: (tag: string) => this.createElement(tag),
      createTextNode: (text: string) => page.createTextNode(text),
      createDocumentFragment: () => page.createDocumentFragment(),
    } as unknown as typeof this.document;
  }

  private createElement(tag: string): HTMLElement {
    if (tag === PAGE_ROOT) return this.page.createElement('body');
    const element = this.page.createElement(domTag(tag));
    this.made(tag, element);
    return element;
  }

  override getWindowWidth(): number {
    return this.page.documentElement.clientWidth;
  }

  override getWindowHeight(): number {
    return this.page.documentElement.clientHeight;
  }

  override getTheme(): string {
    return this.device.theme;
  }

  override getRootNode(): ReturnType<glassEasel.CurrentWindowBackendContext['getRootNode']> {
    return this.page.body as unknown as ReturnType<glassEasel.CurrentWindowBackendContext['getRootNode']>;
  }

  /** The adapter appends the sheets of all dependencies for every root: each path once. */
  override appendStyleSheetPath(path: string, scope?: number): number {
    if (!this.sheets.has(path)) {
      const element = this.page.createElement('style');
      element.dataset.path = path;
      const sheet = { element, css: this.source(path), prefix: this.prefixOf(scope) };
      element.textContent = finishCss(sheet.css, sheet.prefix, this.device);
      this.page.head.appendChild(element);
      this.sheets.set(path, sheet);
    }
    return this.sheets.size;
  }

  /** After a change of width, platform or theme. */
  restyle(): void {
    for (const { element, css, prefix } of this.sheets.values()) {
      element.textContent = finishCss(css, prefix, this.device);
    }
    for (const element of Array.from(this.page.querySelectorAll('[style]'))) {
      const raw = rawStyles.get(element);
      if (raw !== undefined) element.setAttribute('style', raw);
    }
  }

  /** Events come from builtins/events alone: glass-easel's own DOM listeners would tell them a second time. */
  override setListenerStats(): void {}

  override render(done: (error: Error | null) => void): void {
    // Not requestAnimationFrame: hidden iframes get none, and a setData call-back must come on every page.
    Promise.resolve().then(() => glassEasel.safeCallback('Render Callback', done, this, [null]));
  }
}

/** style texts as the program wrote them, where they hold rpx. */
const rawStyles = new WeakMap<Element, string>();

/** Makes `setAttribute('style', '...12rpx')` of a page's elements speak px. */
export function teachRpx(view: Window & typeof globalThis, device: Device): void {
  const { setAttribute } = view.Element.prototype;
  view.Element.prototype.setAttribute = function (this: Element, name: string, value: string): void {
    if (name !== 'style') {
      setAttribute.call(this, name, value);
      return;
    }
    if (value.includes('rpx')) rawStyles.set(this, value);
    else rawStyles.delete(this);
    setAttribute.call(this, 'style', finishStyle(value, device));
  };
}
