/** Time left until the server's instant `until`, as 14:32 or 2:05:09. Ticks only while its page is seen. Event over, once. */
const SECOND_MS = 1000;
const timers = new WeakMap<object, number>();

const two = (n: number) => String(n).padStart(2, '0');

function clockText(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}

Component({
  properties: {
    until: { type: Number, value: 0 },
    /** The server's clock minus the phone's, in ms. */
    lag: { type: Number, value: 0 },
  },
  data: { text: '', over: 0 },
  observers: {
    'until, lag'() {
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
      const { until, lag } = this.data;
      if (until === 0) return;
      const left = Math.max(0, until - Date.now() - lag);
      this.setData({ text: clockText(Math.ceil(left / SECOND_MS)) });
      if (left === 0) {
        if (this.data.over === until) return;
        this.setData({ over: until });
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
  },
});
