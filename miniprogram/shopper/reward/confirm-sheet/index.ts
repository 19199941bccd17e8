import type { AddressInput } from '../../../../typings/api/mall';
import type { AddressFace, DealView } from '../../views/exchange';
import type { ShopperWords } from '../../words/zh-Hans';

/**
 * What is given and what is got, side by side, and one button (views/exchange.ts: DealView). While it is `sending` nothing closes
 * it. Events: close, count { by }, way { value }, store { index }, wechat, write, type, use, back, confirm.
 */
Component({
  properties: {
    deal: { type: Object, value: { quantity: {}, ways: [], stores: [], rows: [] } as unknown as Partial<DealView> },
    address: { type: Object, value: {} as Partial<AddressFace> },
    /** What is being typed, while the form is open. */
    draft: { type: Object, value: {} as Partial<AddressInput> },
    writing: { type: Boolean, value: false },
    wrong: { type: String, value: '' },
    note: { type: String, value: '' },
    words: { type: Object, value: {} as Partial<ShopperWords['address']> },
    ask: { type: String, value: '' },
    closeLabel: { type: String, value: '' },
    sending: { type: Boolean, value: false },
    still: { type: Boolean, value: false },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },
    less() {
      if (this.data.deal.quantity?.less) this.triggerEvent('count', { by: -1 });
    },
    more() {
      if (this.data.deal.quantity?.more) this.triggerEvent('count', { by: 1 });
    },
    goBy(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('way', event.detail);
    },
    pickStore(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('store', { index: Number(event.detail.value) });
    },
    wechat() {
      if (!this.data.deal.frozen) this.triggerEvent('wechat');
    },
    write() {
      if (!this.data.deal.frozen) this.triggerEvent('write');
    },
    type(event: WechatMiniprogram.CustomEvent<Partial<AddressInput>>) {
      this.triggerEvent('type', event.detail);
    },
    use() {
      this.triggerEvent('use');
    },
    back() {
      this.triggerEvent('back');
    },
    confirm() {
      this.triggerEvent('confirm');
    },
  },
});
