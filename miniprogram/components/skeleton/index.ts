/** The real shapes in grey with one slow sheen. kind: home, calendar, tiers, points, tickets, list. */
Component({
  properties: {
    kind: { type: String, value: 'home' },
    label: { type: String, value: '' },
    still: { type: Boolean, value: false },
  },
});
