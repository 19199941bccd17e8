import type { GiftView } from '../../views/gift';

/** What a streak brought (views/gift.ts: GiftView), on whichever page it was reached. Event: close. */
Component({
  properties: {
    view: { type: Object, value: {} as Partial<GiftView> },
    closeLabel: { type: String, value: '' },
    still: { type: Boolean, value: false },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },
  },
});
