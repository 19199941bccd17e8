/**
 * <picker-view> and <picker-view-column>: wheels that snap (developers.weixin.qq.com/miniprogram/dev/component/picker-view.html).
 * Every item of a column is as high as the indicator.
 */
import type * as glassEasel from 'glass-easel';
import { behaviourOf, defineElement, type Self, type Surroundings } from '../element';
import { onDrag } from '../events/drag';
import { childrenInto, ownChild, part } from '../slot-host';
import { Glide } from './glide';

const properties = {
  value: [] as number[],
  maskClass: '',
  maskStyle: '',
  indicatorClass: '',
  indicatorStyle: '',
  immediateChange: false,
  name: '',
};

interface Wheel {
  index(): number;
  turn(index: number): void;
  draw(): void;
}

interface Wheels {
  look(): { indicatorClass: string; indicatorStyle: string; maskClass: string; maskStyle: string };
  immediate(): boolean;
  turned(when: 'start' | 'end'): void;
}

const SETTLE_MS = 180;
/** How far a throw carries, ms of its speed. */
const THROW_MS = 160;

function buildColumn(self: Self<Record<string, never>>) {
  const { document, dom } = self;
  const content = part(document, 'picker-content');
  ownChild(dom, content);
  childrenInto(dom, content);
  let indicator: glassEasel.NativeNode | undefined;
  let maskNode: glassEasel.NativeNode | undefined;
  let index = 0;
  const glide = new Glide(self.window, (at) => place(at));
  const wheels = () => behaviourOf(dom.closest('wx-picker-view'))?.behaviour.shared as Wheels | undefined;

  /** Indicator and mask carry classes of the program: nodes of the program's template, as its scope is theirs. */
  const overlay = (tag: string) => {
    const node = self.node.ownerShadowRoot?.createNativeNode(tag);
    const element = node && self.kit.domOf(node);
    if (element) ownChild(dom, element);
    return node;
  };
  const heights = () => {
    const element = indicator && self.kit.domOf(indicator);
    return { item: element?.offsetHeight || 34, whole: dom.clientHeight };
  };
  const place = (at: number) => {
    const { item, whole } = heights();
    content.style.paddingTop = `${(whole - item) / 2}px`;
    content.style.transform = `translateY(${-at * item}px)`;
  };
  const last = () => Math.max(0, content.children.length - 1);
  const within = (at: number) => Math.min(last(), Math.max(0, Math.round(at)));

  const draw = () => {
    const look = wheels()?.look();
    if (!look || !dom.isConnected) return;
    maskNode ??= overlay('picker-shade');
    indicator ??= overlay('picker-indicator');
    indicator?.setNodeClass(look.indicatorClass);
    indicator?.setNodeStyle(look.indicatorStyle);
    maskNode?.setNodeClass(look.maskClass);
    maskNode?.setNodeStyle(look.maskStyle);
    const { item } = heights();
    for (const child of content.children) {
      const { style } = child as HTMLElement;
      style.height = `${item}px`;
      style.overflow = 'hidden';
    }
    index = within(index);
    glide.jump(index);
    place(index);
  };
  const settle = (target: number) => {
    const immediate = wheels()?.immediate();
    const moved = target !== index;
    index = target;
    if (immediate && moved) wheels()?.turned('end');
    glide.to(target, SETTLE_MS, 'default', () => {
      if (!immediate && moved) wheels()?.turned('end');
    });
  };

  let from = 0;
  onDrag(self, {
    axis: () => 'y',
    start() {
      glide.halt();
      from = glide.at;
      wheels()?.turned('start');
      return true;
    },
    move({ dy }) {
      const at = from - dy / heights().item;
      glide.jump(at);
      place(at);
    },
    end({ vy }) {
      settle(within(glide.at - (vy * THROW_MS) / heights().item));
    },
  });
  let wheelTimer = 0;
  dom.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      self.window.clearTimeout(wheelTimer);
      wheelTimer = self.window.setTimeout(() => settle(within(index + Math.sign(event.deltaY))), 40);
    },
    { passive: false },
  );
  self.listen('tap', (event) => {
    const { item } = heights();
    const box = dom.getBoundingClientRect();
    const y = (event.detail as { y: number }).y - self.window.scrollY - box.top;
    settle(within(index + Math.round((y - box.height / 2) / item)));
  });
  new self.window.ResizeObserver(draw).observe(dom);
  new self.window.MutationObserver(draw).observe(content, { childList: true });

  const shared: Wheel = {
    index: () => index,
    turn(to) {
      index = Math.max(0, to);
      draw();
    },
    draw,
  };
  return { attached: () => queueMicrotask(draw), shared };
}

export function definePickerView(around: Surroundings): void {
  around.kit.native(['picker-indicator', 'picker-shade']);
  defineElement(around, { tag: 'picker-view-column', properties: {}, build: buildColumn });
  defineElement(around, {
    tag: 'picker-view',
    properties,
    build(self) {
      const columns = () =>
        [...self.dom.querySelectorAll('wx-picker-view-column')].flatMap((dom) => {
          const wheel = behaviourOf(dom)?.behaviour.shared as Wheel | undefined;
          return wheel ? [wheel] : [];
        });
      const present = () => columns().map((wheel) => wheel.index());
      const turn = () => {
        for (const [at, wheel] of columns().entries()) wheel.turn(Number(self.props.value[at] ?? 0));
      };
      const redraw = () => {
        for (const wheel of columns()) wheel.draw();
      };
      const shared: Wheels = {
        look: () => self.props,
        immediate: () => self.props.immediateChange,
        turned(when) {
          if (when === 'start') {
            self.fire('pickstart', {});
            return;
          }
          const value = present();
          self.set({ value });
          self.fire('change', { value });
          self.fire('pickend', {});
        },
      };
      return {
        changed: {
          // Columns and items come with the same update.
          value: () => queueMicrotask(turn),
          indicatorStyle: redraw,
          indicatorClass: redraw,
          maskStyle: redraw,
          maskClass: redraw,
        },
        attached: () => self.window.requestAnimationFrame(turn),
        formValue: present,
        shared,
      };
    },
  });
}
