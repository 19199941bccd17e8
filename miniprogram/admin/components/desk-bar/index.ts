/**
 * The bar of a staff page: the way back, and the title; with several `stores` the title is where one is chosen. `bar` is
 * { capsuleTop, capsuleHeight, capsuleRoom } in px. Event choose { index }.
 */
Component({
  properties: {
    bar: { type: Object, value: { capsuleTop: 24, capsuleHeight: 32, capsuleRoom: 96 } },
    title: { type: String, value: '' },
    back: { type: String, value: '' },
    /** Names. */
    stores: { type: Array, value: [] as string[] },
    chosen: { type: Number, value: 0 },
    pick: { type: String, value: '' },
  },
  data: { first: false },
  lifetimes: {
    attached() {
      this.setData({ first: getCurrentPages().length < 2 });
    },
  },
  methods: {
    leave() {
      if (this.data.first) wx.switchTab({ url: '/pages/me/index' });
      else wx.navigateBack();
    },
    choose(event: WechatMiniprogram.PickerChange) {
      this.triggerEvent('choose', { index: Number(event.detail.value) });
    },
  },
});
