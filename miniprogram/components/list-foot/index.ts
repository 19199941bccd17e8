/** The end of a list: older ones are coming, did not come, or there are none. state: more, loading, failed, end. */
Component({
  properties: {
    state: { type: String, value: 'end' },
    text: { type: String, value: '' },
    retry: { type: String, value: '' },
  },
  methods: {
    again() {
      this.triggerEvent('retry');
    },
  },
});
