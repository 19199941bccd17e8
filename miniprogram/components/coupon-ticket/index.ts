import type { TicketView } from '../../views/ticket';

/**
 * A coupon as a ticket (views/ticket.ts: TicketView). A tap on it is `open`, one on its action `act`, each with the id. `filled` draws
 * the action as the page's filled button; `said` stands in place of when it ends: what came of the last tap.
 */
Component({
  properties: {
    view: { type: Object, value: {} as Partial<TicketView> },
    filled: { type: Boolean, value: false },
    waiting: { type: Boolean, value: false },
    said: { type: String, value: '' },
    /** Only shown: it leads nowhere. */
    plain: { type: Boolean, value: false },
  },
  methods: {
    open() {
      this.triggerEvent('open', { id: this.data.view.id });
    },
    act() {
      if (!this.data.waiting) this.triggerEvent('act', { id: this.data.view.id });
    },
  },
});
