/** WeChat Pay in memory: it keeps every order and refund, and its answers may get lost on the way in either direction. */

import type {
  Closing,
  OpenPay,
  OrderState,
  PayOrder,
  PayPort,
  RefundOrder,
} from '../../../cloudfunctions/platform/pay';
import type { PayRequest } from '../../../typings/api/mall';

export const MERCHANT = '1900000109';

export interface Order {
  trade: string;
  amountFen: number;
  expiresAt: number;
  state: 'open' | 'paid' | 'closed';
  /** What was taken from the customer; another amount than the order's where a test wants it so. */
  paidFen: number;
}

export class WeChatPay {
  readonly orders = new Map<string, Order>();
  readonly refunds = new Map<string, { trade: string; amountFen: number; asked: number }>();
  /** Called with every question: may throw away the question ('unheard') or the answer ('unanswered'). */
  fate: () => 'answered' | 'unheard' | 'unanswered' = () => 'answered';

  /** The customer pays. False when WeChat does not let it happen. */
  pay(trade: string, now: number, paidFen?: number): boolean {
    const order = this.orders.get(trade);
    if (order?.state !== 'open' || now > order.expiresAt) return false;
    order.state = 'paid';
    order.paidFen = paidFen ?? order.amountFen;
    return true;
  }

  /** What was taken for a trade and has not gone back. */
  kept(trade: string): number {
    const order = this.orders.get(trade);
    if (order?.state !== 'paid') return 0;
    const back = [...this.refunds.values()].filter((refund) => refund.trade === trade);
    return order.paidFen - back.reduce((sum, { amountFen }) => sum + amountFen, 0);
  }

  readonly open: OpenPay = async () => this.port;

  readonly port: PayPort = {
    createOrder: (order) => this.#answer(() => this.#create(order), null),
    queryOrder: (trade) => this.#answer(() => this.#state(trade), { state: 'no answer' }),
    closeOrder: (trade) => this.#answer<Closing>(() => this.#close(trade), { state: 'no answer' }),
    refund: (order) => this.#answer(() => this.#refund(order), 'no answer'),
    queryRefund: (refundNo) => this.#answer(() => (this.refunds.has(refundNo) ? 'done' : 'unknown'), 'no answer'),
  };

  async #answer<T>(act: () => T, silence: T): Promise<T> {
    const fate = this.fate();
    if (fate === 'unheard') return silence;
    const answer = act();
    return fate === 'unanswered' ? silence : answer;
  }

  #create({ trade, amountFen, expiresAt }: PayOrder): PayRequest | null {
    const known = this.orders.get(trade);
    if (known && (known.amountFen !== amountFen || known.expiresAt !== expiresAt))
      throw new Error('another order of this trade');
    if (known && known.state !== 'open') return null;
    this.orders.set(trade, { trade, amountFen, expiresAt, state: 'open', paidFen: 0 });
    return { timeStamp: '1', nonceStr: 'n', package: `prepay_id=${trade}`, signType: 'RSA', paySign: 's' };
  }

  #state(trade: string): OrderState {
    const order = this.orders.get(trade);
    if (!order) return { state: 'unknown trade' };
    if (order.state !== 'paid') return { state: order.state === 'open' ? 'unpaid' : 'closed' };
    return { state: 'paid', trade, mchId: MERCHANT, amountFen: order.paidFen, transactionId: `4200${trade}` };
  }

  #close(trade: string): Closing {
    const order = this.orders.get(trade);
    if (order?.state === 'open') order.state = 'closed';
    const state = this.#state(trade);
    if (state.state === 'paid') return state;
    return { state: state.state === 'unpaid' ? 'open' : state.state };
  }

  #refund({ refundNo, trade, amountFen, totalFen }: RefundOrder): 'accepted' | 'refused' {
    const order = this.orders.get(trade);
    if (order?.state !== 'paid' || order.paidFen !== totalFen || amountFen > totalFen) return 'refused';
    const known = this.refunds.get(refundNo);
    if (known) known.asked += 1;
    else this.refunds.set(refundNo, { trade, amountFen, asked: 1 });
    return 'accepted';
  }
}
