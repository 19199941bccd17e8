import { bound } from '../../../services/binding';
import { membership } from '../../../stores/membership';
import type { ReceiptView } from '../../views/receipt';

/** A ledger entry (views/receipt.ts: ReceiptView). Closed it is a row, open a till receipt that explains every point. */
Component({
  behaviors: [bound({ chat: () => membership.home?.shop.service?.kind === 'wechat' })],
  properties: {
    view: { type: Object, value: { lines: [], foot: [], toggle: { open: '', close: '' } } as Partial<ReceiptView> },
    open: { type: Boolean, value: false },
    /** The ends of a run of closed receipts are rounded; an open one lies apart from its neighbours. */
    first: { type: Boolean, value: false },
    last: { type: Boolean, value: false },
  },
  methods: {
    ask() {
      wx.navigateTo({ url: '/shopper/service/index' });
    },
    toggle() {
      this.triggerEvent('toggle', { id: this.data.view.id });
    },
  },
});
