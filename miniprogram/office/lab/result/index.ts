/** What a replay says; view: ResultView of views/lab. */
Component({
  properties: {
    view: { type: Object, value: {} },
    words: { type: Object, value: {} },
  },
});
