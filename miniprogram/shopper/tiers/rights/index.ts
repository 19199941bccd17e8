/** Rights of a tier as rows (views/tiers.ts: TierRight[]); a locked one says what opens it. */
Component({
  properties: {
    items: { type: Array, value: [] },
  },
});
