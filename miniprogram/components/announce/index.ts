/** Shows one short sentence above the foot of the page and reads it aloud; gone when `text` is empty. */
Component({
  properties: {
    text: { type: String, value: '' },
    /** Above the tab bar. */
    high: { type: Boolean, value: false },
  },
});
