import type { StripView } from '../../views/strip';

/**
 * The seven days (views/strip.ts: StripView) and the one button. `stamp`: idle, lifted (waiting over today), fallen, refused.
 * Events: sign, fill { day } for a missed day that a card can fill, calendar, contact (the stamp touches the paper).
 */
/** As long as stamp-fall in the style sheet. */
const FALL_MS = 220;
const timers = new WeakMap<object, number>();

Component({
  properties: {
    view: { type: Object, value: { cells: [] } as Partial<StripView> },
    stamp: { type: String, value: 'idle' },
    gain: { type: String, value: '' },
    today: { type: String, value: '' },
    still: { type: Boolean, value: false },
  },
  observers: {
    stamp(stamp: string) {
      clearTimeout(timers.get(this) ?? 0);
      if (stamp !== 'fallen') return;
      timers.set(
        this,
        setTimeout(() => this.triggerEvent('contact'), this.data.still ? 0 : FALL_MS),
      );
    },
  },
  lifetimes: {
    detached() {
      clearTimeout(timers.get(this) ?? 0);
      timers.delete(this);
    },
  },
  methods: {
    sign() {
      if (!this.data.view.done) this.triggerEvent('sign');
    },
    calendar() {
      if (!this.data.view.asleep) this.triggerEvent('calendar');
    },
    touch(event: WechatMiniprogram.TouchEvent) {
      const { day, fillable, look } = event.currentTarget.dataset;
      if (fillable) this.triggerEvent('fill', { day });
      else if (look === 'today') this.sign();
      else this.calendar();
    },
  },
});
