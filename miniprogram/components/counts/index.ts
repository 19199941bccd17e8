/** Figures over words, each a way in. items: [{ code, figure, word }]. Event open { code }. */
Component({
  properties: {
    items: { type: Array, value: [] },
  },
  methods: {
    open(event: WechatMiniprogram.TouchEvent) {
      const { code } = event.currentTarget.dataset;
      this.triggerEvent('open', { code });
    },
  },
});
