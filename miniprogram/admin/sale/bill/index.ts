import type { BillView } from '../../views/bill';

/** The sale as a receipt (views/bill.ts: BillView). Events: amount, coupons, code, and points { points } when another number is to come off. */
Component({
  properties: {
    view: { type: Object, value: { lines: [] as unknown[] } as unknown as Partial<BillView> },
    words: { type: Object, value: {} },
    deductionTitle: { type: String, value: '' },
    earnedTitle: { type: String, value: '' },
    /** New figures are on their way. */
    busy: { type: Boolean, value: false },
  },
  methods: {
    amount() {
      this.triggerEvent('amount');
    },
    coupons() {
      this.triggerEvent('coupons');
    },
    code() {
      this.triggerEvent('code');
    },
    fewer() {
      this.take(this.data.view.deduction?.fewer ?? null);
    },
    more() {
      this.take(this.data.view.deduction?.more ?? null);
    },
    most() {
      const { deduction } = this.data.view;
      this.take(deduction?.points ? 0 : (deduction?.most ?? null));
    },
    take(points: number | null) {
      if (points !== null && !this.data.busy) this.triggerEvent('points', { points });
    },
  },
});
