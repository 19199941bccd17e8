/** How the shop will look, by day and by night side by side, and how well it can be read. */
Component({
  properties: {
    view: { type: Object, value: { lines: {}, light: {}, dark: {} } },
  },
});
