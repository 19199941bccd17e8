/** <swiper> and <swiper-item> (developers.weixin.qq.com/miniprogram/dev/component/swiper.html). */
import { behaviourOf, defineElement, type Self, type Surroundings } from '../element';
import { onDrag } from '../events/drag';
import { childrenInto, ownChild, part } from '../slot-host';
import { Glide } from './glide';

const properties = {
  indicatorDots: false,
  indicatorColor: 'rgba(0, 0, 0, .3)',
  indicatorActiveColor: '#000000',
  autoplay: false,
  current: 0,
  currentItemId: '',
  interval: 5000,
  duration: 500,
  circular: false,
  vertical: false,
  previousMargin: '0px',
  nextMargin: '0px',
  snapToEdge: false,
  displayMultipleItems: 1,
  skipHiddenItemLayout: false,
  easingFunction: 'default',
};

type Swiper = Self<typeof properties>;
type Source = 'autoplay' | 'touch' | '';

interface Slide {
  place(style: string): void;
  itemId(): string;
}

/** A throw faster than this turns the page however short it was, px per ms. */
const THROW = 0.3;

class Carousel {
  private readonly frame: HTMLElement;
  private readonly slides: HTMLElement;
  private readonly dots: HTMLElement;
  private readonly glide: Glide;
  private timer = 0;
  /** Present slide; the glide's position is where the frame stands. */
  private index = 0;
  private held = false;

  constructor(private readonly self: Swiper) {
    const { document, dom } = self;
    const wrapper = part(document, 'swiper-wrapper');
    this.slides = part(document, 'swiper-slides');
    this.frame = part(document, 'swiper-frame');
    this.dots = part(document, 'swiper-dots');
    ownChild(dom, wrapper);
    wrapper.append(this.slides, this.dots);
    this.slides.appendChild(this.frame);
    childrenInto(dom, this.frame);
    this.glide = new Glide(self.window, (at) => this.draw(at));
    new self.window.MutationObserver(() => this.refill()).observe(this.frame, { childList: true });
    // Margins in rpx follow the device.
    new self.window.ResizeObserver(() => this.draw(this.glide.at)).observe(dom);
    this.drag();
  }

  items(): Slide[] {
    const found = [...this.frame.children].map((dom) => behaviourOf(dom)?.behaviour.shared as Slide | undefined);
    return found.filter((slide): slide is Slide => slide !== undefined);
  }

  private get wraps(): boolean {
    return this.self.props.circular && this.items().length > this.self.props.displayMultipleItems;
  }

  private lastIndex(): number {
    const room = this.self.props.snapToEdge ? this.self.props.displayMultipleItems : 1;
    return Math.max(0, this.items().length - Math.max(room, this.self.props.displayMultipleItems));
  }

  refill(): void {
    const count = this.items().length;
    if (count > 0 && this.index >= count) this.index = count - 1;
    this.glide.jump(this.index);
    this.draw(this.index);
    this.restart();
  }

  draw(at: number): void {
    const { vertical, displayMultipleItems, previousMargin, nextMargin, indicatorDots } = this.self.props;
    const items = this.items();
    const share = 100 / Math.max(1, displayMultipleItems);
    const move = (percent: number) => (vertical ? `translate(0,${percent}%)` : `translate(${percent}%,0)`);
    const size = vertical ? `width:100%;height:${share}%` : `width:${share}%;height:100%`;
    items.forEach((slide, index) => {
      const turns = this.wraps ? Math.round((at - index + (displayMultipleItems - 1) / 2) / items.length) : 0;
      slide.place(`${size};transform:${move((index + turns * items.length) * 100)}`);
    });
    this.frame.style.transform = move(-at * share);
    const margins = [previousMargin, nextMargin].map((margin) => this.self.kit.px(margin));
    this.slides.style.inset = vertical ? `${margins[0]} 0 ${margins[1]}` : `0 ${margins[1]} 0 ${margins[0]}`;
    this.drawDots(indicatorDots ? items.length : 0);
  }

  private drawDots(count: number): void {
    const { indicatorColor, indicatorActiveColor, displayMultipleItems, vertical } = this.self.props;
    this.dots.classList.toggle('swiper-dots-vertical', vertical);
    while (this.dots.children.length > count) this.dots.lastElementChild?.remove();
    while (this.dots.children.length < count) this.dots.appendChild(part(this.self.document, 'swiper-dot'));
    [...this.dots.children].forEach((dot, index) => {
      const active = index >= this.index && index < this.index + displayMultipleItems;
      (dot as HTMLElement).style.backgroundColor = active ? indicatorActiveColor : indicatorColor;
    });
  }

  /** Moves to a slide the short way round and tells of it. */
  go(index: number, source: Source, animated = true): void {
    const count = this.items().length;
    if (count === 0) {
      this.index = index;
      return;
    }
    const target = this.wraps ? ((index % count) + count) % count : Math.min(Math.max(0, index), count - 1);
    const changed = target !== this.index;
    let to = target;
    if (this.wraps) {
      const turns = Math.round((this.glide.at - target) / count);
      to = source === '' ? target + turns * count : index;
    }
    this.index = target;
    const detail = { current: target, currentItemId: this.items()[target]?.itemId() ?? '', source };
    if (changed) {
      this.self.set({ current: target, currentItemId: detail.currentItemId });
      this.self.fire('change', detail);
    }
    const done = () => {
      this.glide.jump(this.index);
      this.draw(this.index);
      this.self.fire('animationfinish', detail);
    };
    this.drawDots(this.dots.children.length);
    if (animated) this.glide.to(to, this.self.props.duration, this.self.props.easingFunction, done);
    else done();
    this.restart();
  }

  follow(current: number): void {
    if (current !== this.index) this.go(current, '');
  }

  followId(id: string): void {
    const index = this.items().findIndex((item) => item.itemId() === id);
    if (id && index >= 0) this.follow(index);
  }

  restart(): void {
    this.stop();
    if (!this.self.props.autoplay || this.held || this.items().length < 2) return;
    this.timer = this.self.window.setTimeout(() => {
      const next = this.index + 1;
      this.go(!this.wraps && next > this.lastIndex() ? 0 : next, 'autoplay');
    }, this.self.props.interval);
  }

  stop(): void {
    this.self.window.clearTimeout(this.timer);
  }

  private drag(): void {
    let start = 0;
    const extent = () => (this.self.props.vertical ? this.slides.clientHeight : this.slides.clientWidth) || 1;
    const slidesOf = (dx: number, dy: number) =>
      ((this.self.props.vertical ? dy : dx) / extent()) * this.self.props.displayMultipleItems;
    onDrag(this.self, {
      axis: () => (this.items().length < 2 ? undefined : this.self.props.vertical ? 'y' : 'x'),
      start: () => {
        this.held = true;
        this.stop();
        this.glide.halt();
        start = this.glide.at;
        return true;
      },
      move: ({ dx, dy }) => {
        let at = start - slidesOf(dx, dy);
        const end = this.lastIndex();
        // Beyond the ends the frame follows at half the finger's pace.
        if (!this.wraps && at < 0) at /= 2;
        if (!this.wraps && at > end) at = end + (at - end) / 2;
        this.glide.jump(at);
        this.draw(at);
        this.self.fire('transition', {
          dx: this.self.props.vertical ? 0 : -dx,
          dy: this.self.props.vertical ? -dy : 0,
        });
      },
      end: ({ vx, vy }) => {
        this.held = false;
        const speed = this.self.props.vertical ? vy : vx;
        const thrown = Math.abs(speed) > THROW ? -Math.sign(speed) : 0;
        const at = this.glide.at;
        const target = thrown > 0 ? Math.ceil(at) : thrown < 0 ? Math.floor(at) : Math.round(at);
        this.go(this.wraps ? target : Math.min(Math.max(0, target), this.lastIndex()), 'touch');
      },
    });
  }
}

export function defineSwiper(around: Surroundings): void {
  defineElement(around, {
    tag: 'swiper-item',
    properties: { itemId: '', skipHiddenItemLayout: false },
    build(self) {
      const slide: Slide = { place: (style) => self.style(style), itemId: () => self.props.itemId };
      return { shared: slide };
    },
  });
  defineElement(around, {
    tag: 'swiper',
    properties,
    reflect: ['vertical'],
    build(self) {
      const carousel = new Carousel(self);
      const redraw = () => carousel.refill();
      return {
        changed: {
          current: (current) => carousel.follow(current),
          currentItemId: (id) => self.window.queueMicrotask(() => carousel.followId(id)),
          autoplay: () => carousel.restart(),
          interval: () => carousel.restart(),
          circular: redraw,
          vertical: redraw,
          displayMultipleItems: redraw,
          previousMargin: redraw,
          nextMargin: redraw,
          indicatorDots: redraw,
          indicatorColor: redraw,
          indicatorActiveColor: redraw,
        },
        attached: redraw,
        detached: () => carousel.stop(),
      };
    },
  });
}
