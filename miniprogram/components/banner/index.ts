import type { BannerFace } from '../../views/banner';

/**
 * A member day or campaign with its countdown (views/banner.ts: BannerFace). Ticks only while its page is seen. Events: open, and
 * over when the countdown has ended.
 */
const SECOND_MS = 1000;
const DAY_S = 86_400;
const timers = new WeakMap<object, number>();

const two = (n: number) => String(n).padStart(2, '0');

Component({
  properties: {
    view: { type: Object, value: { lines: [] } as Partial<BannerFace> },
    /** The server's clock minus the phone's, in ms. */
    lag: { type: Number, value: 0 },
  },
  data: { days: '', clock: '' },
  observers: {
    'view.at, lag'() {
      this.run();
    },
  },
  lifetimes: {
    detached() {
      this.rest();
    },
  },
  pageLifetimes: {
    show() {
      this.run();
    },
    hide() {
      this.rest();
    },
  },
  methods: {
    run() {
      this.rest();
      const { view, lag } = this.data;
      if (!view.at) return;
      const left = Math.max(0, view.at - Date.now() - lag);
      this.draw(Math.ceil(left / SECOND_MS));
      if (left === 0) {
        this.triggerEvent('over');
        return;
      }
      // Wakes on the second, so that no second is shown twice.
      timers.set(
        this,
        setTimeout(() => this.run(), left % SECOND_MS || SECOND_MS),
      );
    },
    rest() {
      clearTimeout(timers.get(this) ?? 0);
      timers.delete(this);
    },
    draw(seconds: number) {
      const days = Math.floor(seconds / DAY_S);
      const [hours, minutes] = [Math.floor((seconds % DAY_S) / 3600), Math.floor((seconds % 3600) / 60)];
      this.setData({ days: days > 0 ? String(days) : '', clock: `${two(hours)}:${two(minutes)}:${two(seconds % 60)}` });
    },
    open() {
      this.triggerEvent('open');
    },
  },
});
