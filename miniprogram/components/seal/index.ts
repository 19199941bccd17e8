/** Our mark 回, a square in a square, in the text colour around it. `size` in rpx, `fine` for thin strokes. */
Component({
  properties: {
    size: { type: Number, value: 160 },
    fine: { type: Boolean, value: false },
  },
});
