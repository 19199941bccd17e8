import type { PrintView } from '../../views/exchange';

/** What was exchanged, printed from the top edge of the screen (views/exchange.ts: PrintView). Events: go { url }, close. */
Component({
  properties: {
    view: { type: Object, value: { lines: [], where: [] } as Partial<PrintView> },
    still: { type: Boolean, value: false },
  },
  methods: {
    go() {
      this.triggerEvent('go', { url: this.data.view.url });
    },
    close() {
      this.triggerEvent('close');
    },
    hold() {
      // Keeps the page under it where it is.
    },
  },
});
