/** Twelve large keys. Event press { key }: a digit, '.', or 'delete'. */
Component({
  properties: {
    deleteLabel: { type: String, value: '' },
    dotLabel: { type: String, value: '' },
  },
  data: { keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'delete'] },
  methods: {
    press(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('press', { key: event.currentTarget.dataset.key });
    },
  },
});
