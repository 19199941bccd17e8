import type { StripView } from '../../views/strip';

/**
 * The seven days (views/strip.ts: StripView) and the one button. `stamp`: idle, lifted (waiting over today), fallen, refused.
 * Events: sign, fill { day } for a missed day that a card can fill, calendar, contact (the stamp touches the paper).
 */
Component({
  properties: {
    view: { type: Object, value: {} as StripView },
    stamp: { type: String, value: 'idle' },
    gain: { type: String, value: '' },
    today: { type: String, value: '' },
    still: { type: Boolean, value: false },
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
    contact() {
      if (this.data.stamp === 'fallen') this.triggerEvent('contact');
    },
  },
});
