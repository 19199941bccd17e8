/** Nothing here yet: the seal in outline, one sentence, one way to go on. */
Component({
  properties: {
    text: { type: String, value: '' },
    action: { type: String, value: '' },
  },
  methods: {
    go() {
      this.triggerEvent('go');
    },
  },
});
