import { unbroken } from '../../views/figures';

/** Shows one short sentence above the foot of the page and reads it aloud; gone when `text` is empty. With `leads` a tap opens what is behind it. */
Component({
  properties: {
    text: { type: String, value: '' },
    /** Above the tab bar. */
    high: { type: Boolean, value: false },
    leads: { type: Boolean, value: false },
  },
  data: { said: '' },
  observers: {
    text(text: string) {
      this.setData({ said: unbroken(text) });
    },
  },
  methods: {
    open() {
      if (this.data.leads) this.triggerEvent('open');
    },
  },
});
