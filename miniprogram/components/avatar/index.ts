/** A person's picture, or the seal while there is none. */
Component({
  properties: {
    src: { type: String, value: '' },
    label: { type: String, value: '' },
    large: { type: Boolean, value: false },
  },
});
