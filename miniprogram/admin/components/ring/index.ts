/**
 * A ring that empties clockwise, as beside the member code. It moves by itself: `turn` starts it anew, `goneMs` says how far it is
 * by then, `periodMs` how long it takes from full to empty. With reduced motion it stays full; the seconds stand beside it.
 */
Component({
  properties: {
    turn: { type: String, value: '' },
    goneMs: { type: Number, value: 0 },
    periodMs: { type: Number, value: 60_000 },
    still: { type: Boolean, value: false },
  },
});
