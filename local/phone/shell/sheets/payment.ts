import type { Paying } from '../device/payment';
import { h } from '../dom';
import { openLayer } from './layer';

export interface PaymentOptions {
  merchant: string;
  description: string;
  amountFen: number;
}

/** Ways a payment may go that a person with a phone never chooses. */
const ENDINGS: [words: string, paying: Paying][] = [
  ['已付款，通知晚到', { callBack: 'late' }],
  ['已付款，通知丢失', { callBack: 'lost' }],
  ['已付款，通知来两次', { callBack: 'twice' }],
  ['只付了 1 分', { callBack: 'now', paidFen: 1 }],
];

/** WeChat Pay's sheet: to whom, for what, how much. Below it, what may happen on the way to the shop. */
export function openPayment(
  layers: HTMLElement,
  { merchant, description, amountFen }: PaymentOptions,
): Promise<Paying> {
  return new Promise((resolve) => {
    const end = (paying: Paying) => {
      layer.close();
      resolve(paying);
    };
    const amount = (amountFen / 100).toFixed(2);
    const layer = openLayer(
      layers,
      { kind: 'sheet', class: 'payment', label: `向${merchant}付款 ${amount} 元`, onEscape: () => end('cancel') },
      h('div', { class: 'payment-to' }, merchant),
      h('div', { class: 'payment-for' }, description),
      h('div', { class: 'payment-amount' }, h('small', {}, '¥'), amount),
      h('div', { class: 'payment-from' }, h('span', {}, '付款方式'), h('span', {}, '零钱')),
      h('button', { class: 'payment-yes', onclick: () => end({ callBack: 'now' }) }, '支付'),
      h('button', { class: 'payment-no', onclick: () => end('cancel') }, '取消'),
      h(
        'div',
        { class: 'payment-endings' },
        ...ENDINGS.map(([words, paying]) => h('button', { onclick: () => end(paying) }, words)),
      ),
    );
  });
}
