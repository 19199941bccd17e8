/**
 * The bar of a page that draws its own: the way back, and the title. `bar` is { capsuleTop, capsuleHeight, capsuleRoom } in px. A page
 * that was opened first has nothing behind it: there the way back is home.
 */
Component({
  properties: {
    bar: { type: Object, value: { capsuleTop: 24, capsuleHeight: 32, capsuleRoom: 96 } },
    title: { type: String, value: '' },
    label: { type: String, value: '' },
  },
  data: { first: false },
  lifetimes: {
    attached() {
      this.setData({ first: getCurrentPages().length < 2 });
    },
  },
  methods: {
    back() {
      if (this.data.first) wx.switchTab({ url: '/pages/home/index' });
      else wx.navigateBack();
    },
  },
});
