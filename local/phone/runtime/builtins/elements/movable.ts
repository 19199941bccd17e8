/** <movable-area>, <movable-view> (developers.weixin.qq.com/miniprogram/dev/component/movable-view.html). */
import { defineElement, type Self, type Surroundings } from '../element';
import { onDrag } from '../events/drag';
import { Glide } from './glide';

const properties = {
  direction: 'none',
  inertia: false,
  outOfBounds: false,
  x: 0 as unknown,
  y: 0 as unknown,
  damping: 20,
  friction: 2,
  disabled: false,
  scale: false,
  scaleMin: 0.5,
  scaleMax: 10,
  scaleValue: 1,
  animation: true as unknown,
};

type Source = 'touch' | 'touch-out-of-bounds' | 'out-of-bounds' | 'friction' | '';

const SETTLE_MS = 250;
const COAST_MS = 240;

class Movable {
  private x = 0;
  private y = 0;
  private readonly glide: Glide;
  private path = { fromX: 0, fromY: 0, toX: 0, toY: 0 };

  constructor(private readonly self: Self<typeof properties>) {
    this.glide = new Glide(self.window, (at) => {
      const { fromX, fromY, toX, toY } = this.path;
      this.put(fromX + (toX - fromX) * at, fromY + (toY - fromY) * at, this.source);
    });
    let from = { x: 0, y: 0 };
    onDrag(self, {
      axis: () => {
        if (self.props.disabled) return undefined;
        return ({ all: 'both', horizontal: 'x', vertical: 'y' } as const)[self.props.direction];
      },
      start: ({ dx, dy }) => {
        this.glide.halt();
        from = { x: this.x, y: this.y };
        self.fire(Math.abs(dx) > Math.abs(dy) ? 'htouchmove' : 'vtouchmove', {});
        return true;
      },
      move: ({ dx, dy }) => {
        const wanted = this.along(from.x + dx, from.y + dy);
        const inside = this.within(wanted.x, wanted.y);
        const out = inside.x !== wanted.x || inside.y !== wanted.y;
        if (!self.props.outOfBounds || !out) this.put(inside.x, inside.y, 'touch');
        else {
          // Past the edge it follows at half the finger's pace.
          this.put((inside.x + wanted.x) / 2, (inside.y + wanted.y) / 2, 'touch-out-of-bounds');
        }
      },
      end: ({ vx, vy }) => {
        const thrown = self.props.inertia ? COAST_MS / Math.max(1, self.props.friction) : 0;
        const wanted = this.along(this.x + vx * thrown, this.y + vy * thrown);
        this.to(this.within(wanted.x, wanted.y), self.props.inertia ? 'friction' : 'out-of-bounds');
      },
    });
  }

  private source: Source = '';

  private along(x: number, y: number) {
    const { direction } = this.self.props;
    return { x: direction === 'vertical' ? this.x : x, y: direction === 'horizontal' ? this.y : y };
  }

  private within(x: number, y: number) {
    const area = this.self.dom.closest('wx-movable-area');
    if (!area) return { x, y };
    const roomX = area.clientWidth - this.self.dom.offsetWidth;
    const roomY = area.clientHeight - this.self.dom.offsetHeight;
    // A view larger than its area moves between its own edges.
    const clamp = (at: number, room: number) => Math.min(Math.max(at, Math.min(0, room)), Math.max(0, room));
    return { x: clamp(x, roomX), y: clamp(y, roomY) };
  }

  private put(x: number, y: number, source: Source): void {
    const moved = x !== this.x || y !== this.y;
    this.x = x;
    this.y = y;
    const { scale, scaleValue } = this.self.props;
    this.self.style(`transform:translate(${x}px,${y}px) scale(${scale ? scaleValue : 1})`);
    if (moved && this.self.dom.isConnected) this.self.fire('change', { x, y, source });
  }

  private to(target: { x: number; y: number }, source: Source): void {
    if (target.x === this.x && target.y === this.y) return;
    this.source = source;
    this.path = { fromX: this.x, fromY: this.y, toX: target.x, toY: target.y };
    this.glide.jump(0);
    this.glide.to(1, SETTLE_MS, 'default', () => this.put(target.x, target.y, source));
  }

  /** The program moved it. */
  follow(): void {
    const px = (value: unknown) => Number.parseFloat(this.self.kit.px(String(value))) || 0;
    const target = this.within(px(this.self.props.x), px(this.self.props.y));
    if (this.self.dom.isConnected && this.self.props.animation) this.to(target, '');
    else this.put(target.x, target.y, '');
  }

  rescale(): void {
    const { scaleMin, scaleMax, scaleValue, scale } = this.self.props;
    const bounded = Math.min(scaleMax, Math.max(scaleMin, scaleValue));
    if (scale && bounded !== scaleValue) this.self.set({ scaleValue: bounded });
    this.self.style(`transform:translate(${this.x}px,${this.y}px) scale(${scale ? bounded : 1})`);
    if (scale && this.self.dom.isConnected) this.self.fire('scale', { x: this.x, y: this.y, scale: bounded });
  }
}

export function defineMovable(around: Surroundings): void {
  defineElement(around, {
    tag: 'movable-area',
    properties: { scaleArea: false },
    build(self) {
      if (self.props.scaleArea) self.warn('<movable-area scale-area>: pinching is not supported by the web phone');
      return {};
    },
  });
  defineElement(around, {
    tag: 'movable-view',
    properties,
    reflect: ['direction'],
    build(self) {
      const movable = new Movable(self);
      const follow = () => movable.follow();
      return {
        changed: { x: follow, y: follow, scaleValue: () => movable.rescale(), scale: () => movable.rescale() },
        attached: () => self.window.requestAnimationFrame(follow),
      };
    },
  });
}
