/** Rows of two bars each, 现在 above 草稿; rows: BarView[] of views/lab. */
Component({
  properties: {
    rows: { type: Array, value: [] },
  },
});
