/** What happened, what was not done, and the way to try again. */
Component({
  properties: {
    title: { type: String, value: '' },
    undone: { type: String, value: '' },
    retry: { type: String, value: '' },
  },
  methods: {
    again() {
      this.triggerEvent('retry');
    },
  },
});
