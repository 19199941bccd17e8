/** A row that leads somewhere: icon, words, value at the right end. */
Component({
  properties: {
    icon: { type: String, value: '' },
    label: { type: String, value: '' },
    value: { type: String, value: '' },
    /** Something new is behind it. */
    fresh: { type: Boolean, value: false },
    figure: { type: Boolean, value: false },
    plain: { type: Boolean, value: false },
    last: { type: Boolean, value: false },
  },
  methods: {
    open() {
      if (!this.data.plain) this.triggerEvent('open');
    },
  },
});
