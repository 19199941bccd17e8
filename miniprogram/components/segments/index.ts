/** A few choices side by side, one is chosen. options: [{ value, label }]. */
Component({
  properties: {
    options: { type: Array, value: [] },
    value: { type: String, value: '' },
    label: { type: String, value: '' },
  },
  methods: {
    choose(event: WechatMiniprogram.TouchEvent) {
      const { value } = event.currentTarget.dataset;
      if (typeof value === 'string' && value !== this.data.value) this.triggerEvent('choose', { value });
    },
  },
});
