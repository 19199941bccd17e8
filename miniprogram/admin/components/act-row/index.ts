import type { ActRow } from '../../views/acts';

/** One act at the counter (views/acts.ts: ActRow). Events undo and refund, each with { id }. */
Component({
  properties: {
    view: { type: Object, value: {} as Partial<ActRow> },
    last: { type: Boolean, value: false },
  },
  methods: {
    undo() {
      this.triggerEvent('undo', { id: this.data.view.id });
    },
    refund() {
      this.triggerEvent('refund', { id: this.data.view.id });
    },
  },
});
