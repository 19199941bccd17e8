/**
 * The one button. kind: fill (one a screen), outline, quiet (no fill, nothing to do), text, danger. While waiting it keeps its
 * width and shows three dots; disabled it stands beside the reason, which is the page's to say.
 */
Component({
  properties: {
    label: { type: String, value: '' },
    kind: { type: String, value: 'fill' },
    waiting: { type: Boolean, value: false },
    waitingLabel: { type: String, value: '' },
    disabled: { type: Boolean, value: false },
    wide: { type: Boolean, value: false },
  },
  methods: {
    tap() {
      if (this.data.waiting || this.data.disabled) return;
      this.triggerEvent('press');
    },
  },
});
