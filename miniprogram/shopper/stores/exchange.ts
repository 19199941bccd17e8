import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ExchangeInput, ExchangeView, RewardView, Way } from '../../../typings/api/mall';
import type { ConsentAnswer } from '../../../typings/api/messages';
import { call, type Problem } from '../../services/cloud';
import { askConsents } from '../../services/consents';
import { membership } from '../../stores/membership';
import { type Paid, payWith } from '../services/pay';
import { address } from './address';
import { reward } from './reward';

/** What is missing before it can be confirmed. */
export type Needed = 'store' | 'address' | null;

/** After one of these the reward is not what the sheet shows any more. */
const CHANGED = [
  'PRICE_CHANGED',
  'REWARD_OFF',
  'REWARD_SOON',
  'REWARD_OVER',
  'OUT_OF_STOCK',
  'LIMIT_REACHED',
  'INSUFFICIENT',
  'TIER_REQUIRED',
  'STREAK_REQUIRED',
  'RIGHT_REQUIRED',
  'TAG_REQUIRED',
  'PAYMENT_OFF',
  'FROZEN',
];

/** Where an exchange has led: done, or to its payment. */
export type Led = { to: 'done' } | { to: 'payment'; trade: string; paid: Paid | 'unasked' } | { to: 'sheet' };

/** The confirm sheet: what is chosen, what is being sent, what has come of it. */
class Exchange {
  open = false;
  quantity = 1;
  way: Way = 'none';
  storeId = '';
  sending = false;
  /** The price was another one when it was confirmed: it is shown anew and asked again. */
  repriced = false;
  /** The last answer never came: what was chosen stays as it is, so that a repeat has the same key. */
  problem: Problem | null = null;
  done: ExchangeView | null = null;
  private consents: ConsentAnswer[] = [];

  constructor() {
    makeAutoObservable<Exchange, 'consents'>(this, { consents: false });
  }

  /** Choices stay as they are while it is not known what became of them. */
  get frozen(): boolean {
    return this.sending || (this.problem?.uncertain ?? false);
  }

  get needed(): Needed {
    const { view } = reward;
    if (this.way === 'pickup' && (view?.stores.length ?? 0) > 1 && !this.storeId) return 'store';
    return this.way === 'delivery' && !address.chosen ? 'address' : null;
  }

  begin(view: RewardView): void {
    this.open = true;
    if (this.frozen) return;
    this.quantity = 1;
    this.way = view.ways[0] ?? 'none';
    this.storeId = view.stores.length === 1 ? (view.stores[0]?.id ?? '') : '';
    this.repriced = false;
    this.problem = null;
    address.start();
  }

  /** Not while money or points are moving. */
  close(): void {
    if (this.sending) return;
    this.open = false;
    address.forget();
  }

  count(quantity: number): void {
    const most = reward.view?.maxQuantity ?? 1;
    if (!this.frozen) this.quantity = Math.max(1, Math.min(most, quantity));
  }

  goBy(way: Way): void {
    if (!this.frozen) this.way = way;
  }

  collectAt(storeId: string): void {
    if (!this.frozen) this.storeId = storeId;
  }

  async confirm(): Promise<Led> {
    const { view } = reward;
    if (!view || this.sending || this.needed) return { to: 'sheet' };
    // Nothing may wait before it: WeChat's sheet opens inside the tap alone. Of a repeat the answers are known.
    const asking = this.frozen ? null : askConsents(this.way === 'pickup' ? ['redemptionReady'] : []);
    this.sending = true;
    this.repriced = false;
    this.problem = null;
    if (asking) this.consents = await asking;
    const outcome = await call('mall.exchange', this.input(view), { consents: this.consents });
    if (!outcome.ok) {
      await this.refuse(outcome.problem);
      return { to: 'sheet' };
    }
    const { data } = outcome;
    membership.change({ member: data.member, now: data.now, today: data.today });
    const { payment, request } = data;
    if (!payment) {
      runInAction(() => {
        this.sending = false;
        this.open = false;
        this.done = data;
      });
      return { to: 'done' };
    }
    const paid = payment.state === 'open' && request ? await payWith(request) : 'unasked';
    runInAction(() => {
      this.sending = false;
      this.open = false;
    });
    return { to: 'payment', trade: payment.trade, paid };
  }

  private input(view: RewardView): ExchangeInput {
    const { points, cashFen } = view.price;
    return {
      rewardId: view.id,
      quantity: this.quantity,
      way: this.way,
      ...(this.way === 'pickup' && this.storeId ? { storeId: this.storeId } : {}),
      ...(this.way === 'delivery' && address.chosen ? { address: { ...address.chosen } } : {}),
      expect: { points, cashFen },
    };
  }

  private async refuse(problem: Problem): Promise<void> {
    if (CHANGED.includes(problem.code)) await Promise.all([reward.refresh(), membership.refresh()]);
    runInAction(() => {
      this.sending = false;
      this.repriced = problem.code === 'PRICE_CHANGED';
      this.problem = this.repriced ? null : problem;
      this.quantity = Math.max(1, Math.min(this.quantity, reward.view?.maxQuantity ?? 1));
    });
  }

  /** The receipt has been read. */
  finish(): void {
    this.done = null;
  }

  leave(): void {
    this.open = false;
    this.done = null;
    if (!this.frozen) this.problem = null;
    address.forget();
  }
}

export const exchange = new Exchange();
