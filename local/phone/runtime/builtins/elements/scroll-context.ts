/** What SelectorQuery.node() gives for an enhanced scroll-view: ScrollViewContext. */
import type { Refresher } from './refresher';
import type { ScrollView } from './scroll-view';

interface ScrollToOption {
  top?: number;
  left?: number;
  duration?: number;
  velocity?: number;
  animated?: boolean;
}

export interface ScrollViewContext {
  scrollEnabled: boolean;
  bounces: boolean;
  showScrollbar: boolean;
  pagingEnabled: boolean;
  fastDeceleration: boolean;
  decelerationDisabled: boolean;
  scrollTo(option: ScrollToOption): void;
  scrollIntoView(selector: string, option?: { offset?: number; withinExtent?: boolean; animated?: boolean }): void;
  triggerRefresh(option?: { duration?: number }): void;
  closeRefresh(): void;
}

export function scrollContext(
  self: ScrollView,
  port: HTMLElement,
  scroll: (to: ScrollToOptions, smooth?: boolean) => void,
  intoView: (dom: HTMLElement | undefined, offset: number, smooth: boolean) => void,
  refresher: Refresher,
): ScrollViewContext {
  let scrollEnabled = true;
  return {
    get scrollEnabled() {
      return scrollEnabled;
    },
    set scrollEnabled(on: boolean) {
      scrollEnabled = on;
      port.classList.toggle('scroll-view-held', !on);
    },
    get bounces() {
      return self.props.bounces;
    },
    set bounces(bounces: boolean) {
      self.set({ bounces });
    },
    get showScrollbar() {
      return self.props.showScrollbar;
    },
    set showScrollbar(showScrollbar: boolean) {
      self.set({ showScrollbar });
    },
    get pagingEnabled() {
      return self.props.pagingEnabled;
    },
    set pagingEnabled(pagingEnabled: boolean) {
      self.set({ pagingEnabled });
    },
    get fastDeceleration() {
      return self.props.fastDeceleration;
    },
    set fastDeceleration(fastDeceleration: boolean) {
      self.set({ fastDeceleration });
    },
    decelerationDisabled: false,
    scrollTo({ top, left, animated = false, duration = 0 }) {
      const to: ScrollToOptions = {};
      if (top !== undefined) to.top = top;
      if (left !== undefined) to.left = left;
      scroll(to, animated || duration > 0);
    },
    scrollIntoView(selector, { offset = 0, animated = true } = {}) {
      const node = self.node.ownerShadowRoot?.querySelector(selector);
      intoView(node ? self.kit.domOf(node) : undefined, offset, animated);
    },
    triggerRefresh: () => refresher.trigger(true),
    closeRefresh: () => refresher.trigger(false),
  };
}
