/** What the next days in a row bring, as stations on a path. items: [{ streak, gain, when, near }]. */
Component({
  properties: {
    items: { type: Array, value: [] },
  },
});
