/** <scroll-view> (developers.weixin.qq.com/miniprogram/dev/component/scroll-view.html). */
import { defineElement, type Self, type Surroundings } from '../element';
import { childrenInto, ownChild, part } from '../slot-host';
import { pullToRefresh } from './refresher';
import { scrollContext } from './scroll-context';

export const scrollProperties = {
  scrollX: false,
  scrollY: false,
  upperThreshold: 50,
  lowerThreshold: 50,
  scrollTop: null as number | string | null,
  scrollLeft: null as number | string | null,
  scrollIntoView: '',
  scrollIntoViewOffset: 0,
  scrollIntoViewAlignment: 'start',
  scrollWithAnimation: false,
  enableBackToTop: false,
  enableFlex: false,
  enablePassive: false,
  enhanced: false,
  bounces: true,
  showScrollbar: true,
  pagingEnabled: false,
  fastDeceleration: false,
  scrollAnchoring: false,
  usingSticky: false,
  enableFlip: false,
  type: 'list',
  reverse: false,
  clip: true,
  cacheExtent: 0,
  minDragDistance: 18,
  padding: null as unknown,
  associativeContainer: '',
  refresherEnabled: false,
  refresherThreshold: 45,
  refresherDefaultStyle: 'black',
  refresherBackground: '',
  refresherTriggered: false,
  refresherTwoLevelEnabled: false,
};

export type ScrollView = Self<typeof scrollProperties>;

function lengthPx(self: ScrollView, value: number | string | null): number | undefined {
  if (value === null || value === '') return undefined;
  const number = Number(value);
  // '100rpx' and '100px' are lengths too.
  const px = Number.isNaN(number) ? Number.parseFloat(self.kit.px(String(value))) : number;
  return Number.isNaN(px) ? undefined : px;
}

/** Tells the edges once each time they are reached. */
function edgeTeller(self: ScrollView, port: HTMLElement) {
  const near: Record<string, boolean> = { top: true, left: true, bottom: false, right: false };
  const tell = (edge: string, isNear: boolean, moving: boolean) => {
    const event = edge === 'top' || edge === 'left' ? 'scrolltoupper' : 'scrolltolower';
    if (isNear && !near[edge] && moving) self.fire(event, { direction: edge });
    near[edge] = isNear;
  };
  return (dx: number, dy: number) => {
    const { upperThreshold, lowerThreshold, scrollX, scrollY } = self.props;
    if (scrollY) {
      tell('top', port.scrollTop <= upperThreshold, dy < 0);
      tell('bottom', port.scrollTop + port.clientHeight >= port.scrollHeight - lowerThreshold, dy > 0);
    }
    if (scrollX) {
      tell('left', port.scrollLeft <= upperThreshold, dx < 0);
      tell('right', port.scrollLeft + port.clientWidth >= port.scrollWidth - lowerThreshold, dx > 0);
    }
  };
}

function build(self: ScrollView) {
  const port = part(self.document, 'scroll-view-port');
  const content = part(self.document, 'scroll-view-content');
  ownChild(self.dom, port);
  port.appendChild(content);
  childrenInto(self.dom, content);
  const refresher = pullToRefresh(self, port, content);
  const tellEdges = edgeTeller(self, port);
  let last = { left: 0, top: 0 };

  port.addEventListener('scroll', () => {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = port;
    const deltaX = last.left - scrollLeft;
    const deltaY = last.top - scrollTop;
    last = { left: scrollLeft, top: scrollTop };
    if (deltaX === 0 && deltaY === 0) return;
    self.fire('scroll', { scrollLeft, scrollTop, scrollWidth, scrollHeight, deltaX, deltaY });
    tellEdges(-deltaX, -deltaY);
  });
  if (self.props.enhanced) self.dom.toggleAttribute('enhanced', true);
  for (const [native, name] of [
    ['touchstart', 'dragstart'],
    ['touchmove', 'dragging'],
    ['touchend', 'dragend'],
  ] as const) {
    self.listen(native, () => {
      if (!self.props.enhanced) return;
      const { scrollLeft, scrollTop } = port;
      self.fire(name, { scrollLeft, scrollTop, ...(name === 'dragend' ? { velocity: { x: 0, y: 0 } } : {}) });
    });
  }

  const scroll = (to: ScrollToOptions, smooth = self.props.scrollWithAnimation) =>
    port.scrollTo({ ...to, behavior: smooth ? 'smooth' : 'instant' });
  // Position is set after the update that may bring the content it refers to.
  const afterUpdate = (work: () => void) => self.window.queueMicrotask(() => work());

  const intoView = (dom: HTMLElement | undefined, offset: number, smooth: boolean) => {
    if (!dom) return;
    const box = dom.getBoundingClientRect();
    const frame = port.getBoundingClientRect();
    const to: ScrollToOptions = {};
    if (self.props.scrollY) to.top = port.scrollTop + box.top - frame.top + offset;
    if (self.props.scrollX) to.left = port.scrollLeft + box.left - frame.left + offset;
    scroll(to, smooth);
  };

  const goTop = (smooth?: boolean) => {
    const top = lengthPx(self, self.props.scrollTop);
    if (top !== undefined) scroll({ top }, smooth);
  };
  const goLeft = (smooth?: boolean) => {
    const left = lengthPx(self, self.props.scrollLeft);
    if (left !== undefined) scroll({ left }, smooth);
  };
  const goInto = (smooth = self.props.scrollWithAnimation) => {
    const { scrollIntoView: id, scrollIntoViewOffset } = self.props;
    const node = id ? self.node.ownerShadowRoot?.getElementById(id) : undefined;
    if (node) intoView(self.kit.domOf(node), scrollIntoViewOffset, smooth);
  };

  return {
    changed: {
      scrollTop: () => afterUpdate(goTop),
      scrollLeft: () => afterUpdate(goLeft),
      scrollIntoView: () => afterUpdate(goInto),
      refresherTriggered: (on: boolean) => refresher.trigger(on),
      refresherTwoLevelEnabled: (on: boolean) => {
        if (on) self.warn('<scroll-view>: refresher-two-level is not supported by the web phone');
      },
      refresherDefaultStyle: (look: string) => {
        if (look === 'none') self.warn('<scroll-view>: slot="refresher" is shown as content by the web phone');
      },
      type: (type: string) => {
        if (type !== 'list') self.warn(`<scroll-view type="${type}"> is Skyline's; the web phone treats it as "list"`);
      },
      reverse: (on: boolean) => {
        if (on) self.warn('<scroll-view reverse> is not supported by the web phone');
      },
    },
    // What was set before there was a layout.
    attached: () =>
      afterUpdate(() => {
        goTop(false);
        goLeft(false);
        goInto(false);
      }),
    shared: {
      port,
      context: scrollContext(self, port, scroll, intoView, refresher),
    },
  };
}

export function defineScrollView(around: Surroundings): void {
  defineElement(around, {
    tag: 'scroll-view',
    properties: scrollProperties,
    reflect: ['scrollX', 'scrollY', 'enableFlex', 'pagingEnabled', 'showScrollbar', 'enhanced', 'bounces'],
    build,
  });
}
