/** Friends who have helped, and places that are still free (views/assist.ts: SlotView). Read aloud as one sentence. */
Component({
  properties: {
    slots: { type: Array, value: [] },
    label: { type: String, value: '' },
    /** Without names. */
    small: { type: Boolean, value: false },
  },
});
