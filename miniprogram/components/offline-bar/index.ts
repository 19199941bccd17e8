/** A slim bar under the header: why what is shown may be old. */
Component({
  properties: {
    text: { type: String, value: '' },
    retry: { type: String, value: '' },
  },
  methods: {
    again() {
      this.triggerEvent('retry');
    },
  },
});
