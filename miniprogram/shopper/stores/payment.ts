import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { PaymentPage } from '../../../typings/api/mall';
import { call, type Problem } from '../../services/cloud';
import { patiently } from '../../services/patience';
import { membership, type Phase } from '../../stores/membership';
import { type Paid, payWith } from '../services/pay';

/** Pauses between two questions to the cloud after WeChat said that it is paid, in ms; then the last one again and again. */
const PAUSES_MS = [800, 1_200, 2_000, 3_000, 5_000, 8_000, 12_000, 20_000];
/** From this question on it is said that the notice is late. */
const LATE_FROM = 5;

/** A payment to be made, or made and not yet heard of. */
class PaymentStore {
  view: PaymentPage | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  /** What WeChat's sheet said last: a hint, not a fact. */
  told: Paid | 'unasked' = 'unasked';
  working: 'no' | 'paying' | 'cancelling' = 'no';
  /** Questions asked since it was paid. */
  rounds = 0;
  /** The server's clock minus the phone's, in ms. */
  lag = 0;
  private trade = '';
  private visit = 0;
  private timer = 0;

  constructor() {
    makeAutoObservable<PaymentStore, 'trade' | 'visit' | 'timer'>(this, { trade: false, visit: false, timer: false });
  }

  get waiting(): boolean {
    return this.told === 'paid' && this.view?.payment.state === 'open';
  }

  get noticeIsLate(): boolean {
    return this.waiting && this.rounds >= LATE_FROM;
  }

  /** @param told what the sheet said just before, when the page is opened after it */
  async open(trade: string, told: Paid | 'unasked' = 'unasked'): Promise<void> {
    if (trade !== this.trade) this.leave();
    this.trade = trade;
    if (told !== 'unasked') this.told = told;
    await this.ask();
    this.follow();
  }

  /** The page is seen again. */
  show(): void {
    if (this.trade && this.view) void this.ask().then(() => this.follow());
  }

  hide(): void {
    clearTimeout(this.timer);
  }

  leave(): void {
    clearTimeout(this.timer);
    this.visit += 1;
    this.trade = '';
    this.view = null;
    this.phase = 'blank';
    this.problem = null;
    this.told = 'unasked';
    this.working = 'no';
    this.rounds = 0;
  }

  /** WeChat's sheet once more. */
  async pay(): Promise<void> {
    if (this.working !== 'no') return;
    this.working = 'paying';
    const { trade } = this;
    const outcome = await call('payments.request', { trade });
    const told = outcome.ok ? await payWith(outcome.data.request) : 'unasked';
    if (trade !== this.trade) return;
    runInAction(() => {
      this.working = 'no';
      this.told = told;
      this.problem = outcome.ok ? null : outcome.problem;
      this.rounds = 0;
    });
    // Even a sheet that was closed may have paid, and a payment that has ended says how.
    await this.ask(!outcome.ok);
    this.follow();
  }

  /** Gives it up: true when everything is back. */
  async cancel(): Promise<boolean> {
    if (this.working !== 'no') return false;
    this.working = 'cancelling';
    const outcome = await call('payments.cancel', { trade: this.trade });
    runInAction(() => {
      this.working = 'no';
      this.problem = outcome.ok ? null : outcome.problem;
      if (outcome.ok) this.view = outcome.data;
    });
    if (!outcome.ok) return false;
    membership.change({ member: outcome.data.member, now: outcome.data.now, today: outcome.data.today });
    return outcome.data.payment.state === 'released';
  }

  async again(): Promise<void> {
    await this.ask();
    this.follow();
  }

  private async ask(quietly = false): Promise<void> {
    this.visit += 1;
    const { visit, trade } = this;
    clearTimeout(this.timer);
    const before = this.view?.payment.state;
    const outcome = await patiently(call('payments.view', { trade }), () => this.showSkeleton());
    if (visit !== this.visit) return;
    runInAction(() => {
      if (this.told === 'paid') this.rounds += 1;
      if (outcome.ok) {
        this.view = outcome.data;
        this.lag = outcome.data.now - Date.now();
        this.phase = 'ready';
        if (!quietly) this.problem = null;
      } else {
        this.problem = outcome.problem;
        if (!this.view) this.phase = 'failed';
      }
    });
    const after = this.view?.payment.state;
    // What stands on the member card has moved.
    if (after && after !== before && after !== 'open') void membership.refresh();
  }

  /** Asks again after a while, as long as the money is on its way. */
  private follow(): void {
    clearTimeout(this.timer);
    if (!this.waiting) return;
    const pause = PAUSES_MS[Math.min(this.rounds, PAUSES_MS.length - 1)] ?? 0;
    this.timer = setTimeout(() => void this.ask().then(() => this.follow()), pause);
  }

  private showSkeleton(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const payment = new PaymentStore();
