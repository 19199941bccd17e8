import type { CouponChoice } from '../../views/bill';

/** The coupons that would hold, and none of them. Event choose { code }, '' for none. */
Component({
  properties: {
    items: { type: Array, value: [] as CouponChoice[] },
    none: { type: String, value: '' },
    noneChosen: { type: Boolean, value: false },
    empty: { type: String, value: '' },
  },
  methods: {
    choose(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('choose', { code: event.currentTarget.dataset.code });
    },
  },
});
