/** createIntersectionObserver (developers.weixin.qq.com/miniprogram/dev/api/wxml/IntersectionObserver.html). */
import type * as glassEasel from 'glass-easel';
import { nodeOf, type Surroundings } from '../element';
import { plainCopy } from '../events/target';

export interface IntersectionOptions {
  thresholds?: number[];
  initialRatio?: number;
  observeAll?: boolean;
  nativeMode?: boolean;
}

interface Margins {
  left?: number;
  right?: number;
  top?: number;
  bottom?: number;
}

type Listener = (result: Record<string, unknown>) => void;

const plain = ({ left, top, right, bottom, width, height }: DOMRectReadOnly) => ({
  left,
  top,
  right,
  bottom,
  width,
  height,
});
const nothing = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };

export class ElementIntersectionObserver {
  private relative: { selector: string | null; margins: Margins } | undefined;
  private observer: IntersectionObserver | undefined;

  constructor(
    private readonly around: Surroundings,
    private readonly scope: glassEasel.GeneralComponent | undefined,
    private readonly options: IntersectionOptions,
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    return this.relate(selector, margins);
  }

  relativeToViewport(margins: Margins = {}): this {
    return this.relate(null, margins);
  }

  private relate(selector: string | null, margins: Margins): this {
    if (this.relative) this.around.warn('IntersectionObserver: of several reference areas the web phone uses the last');
    this.relative = { selector, margins };
    return this;
  }

  observe(selector: string, listener: Listener): void {
    this.disconnect();
    const { kit } = this.around;
    const root = this.scope?.getShadowRoot();
    const found = root?.querySelectorAll(selector) ?? [];
    const targets = (this.options.observeAll ? found : found.slice(0, 1)).map((node) => kit.domOf(node));
    const window = targets[0]?.ownerDocument.defaultView;
    if (!window) {
      this.around.warn(`IntersectionObserver: nothing matches "${selector}"`);
      return;
    }
    const { selector: reference, margins } = this.relative ?? { selector: null, margins: {} };
    const node = reference === null ? null : (root?.querySelector(reference) ?? null);
    const relativeDom = node ? kit.domOf(node) : undefined;
    // A scroll-view's moving part is inside of it.
    const area = relativeDom?.querySelector(':scope > .scroll-view-port') ?? relativeDom ?? window.document;
    const side = (length = 0) => `${length}px`;
    // Without a told area the ratio is all that counts: nothing then clips but the page.
    const rootMargin = [margins.top, margins.right, margins.bottom, margins.left].map(side).join(' ');
    const { thresholds = [0], initialRatio = 0 } = this.options;
    const first = new Set<Element>();
    this.observer = new window.IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const isFirst = !first.has(entry.target);
          first.add(entry.target);
          if (isFirst && !entry.isIntersecting && initialRatio === 0) continue;
          if (isFirst && entry.intersectionRatio === initialRatio && entry.intersectionRatio !== 0) continue;
          this.tell(listener, entry);
        }
      },
      { root: area, rootMargin, threshold: thresholds },
    );
    for (const dom of targets) if (dom) this.observer.observe(dom);
  }

  private tell(listener: Listener, entry: IntersectionObserverEntry): void {
    const node = nodeOf(entry.target);
    try {
      listener({
        id: node?.id ?? '',
        dataset: plainCopy(node?.dataset ?? {}),
        time: entry.time,
        intersectionRatio: entry.intersectionRatio,
        intersectionRect: plain(entry.intersectionRect),
        boundingClientRect: plain(entry.boundingClientRect),
        relativeRect: entry.rootBounds ? plain(entry.rootBounds) : nothing,
      });
    } catch (error) {
      this.around.core.report('error', error);
    }
  }

  disconnect(): void {
    this.observer?.disconnect();
    this.observer = undefined;
  }
}
