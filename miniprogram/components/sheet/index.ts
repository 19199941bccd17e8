/**
 * Rises from the foot to ask or to show one thing. Dragging down or tapping outside closes it, unless `locked`: then something is
 * on its way that must not be lost from sight.
 */
const CLOSE_AFTER_PX = 72;
const starts = new WeakMap<object, number>();

Component({
  properties: {
    open: { type: Boolean, value: false },
    title: { type: String, value: '' },
    /** What the sheet is called where no title is drawn. */
    name: { type: String, value: '' },
    closeLabel: { type: String, value: '' },
    locked: { type: Boolean, value: false },
    still: { type: Boolean, value: false },
  },
  methods: {
    close() {
      if (!this.data.locked) this.triggerEvent('close');
    },
    begin(event: WechatMiniprogram.TouchEvent) {
      starts.set(this, event.touches[0]?.clientY ?? 0);
    },
    end(event: WechatMiniprogram.TouchEvent) {
      const start = starts.get(this) ?? 0;
      const stop = event.changedTouches[0]?.clientY ?? start;
      if (stop - start > CLOSE_AFTER_PX) this.close();
    },
    hold() {
      // Keeps the page under the veil where it is.
    },
  },
});
