import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { CouponCodeView, CouponView } from '../../../typings/api/coupons';
import type { DayKey } from '../../../typings/domain';
import { call, type Problem } from '../../services/cloud';
import { isOnline, onOnlineChange } from '../../services/network';
import { patiently } from '../../services/patience';
import { membership } from '../../stores/membership';
import { wallet } from '../../stores/wallet';

/** How often a ticket that is held out asks whether it has been used. */
const POLL_MS = 3000;

/** The coupon whose page is open, and whether it has been used meanwhile. */
class OpenCoupon {
  coupon: CouponView | null = null;
  code = '';
  external = '';
  today: DayKey = '' as DayKey;
  problem: Problem | null = null;
  /** Nothing to show yet, and it takes a while. */
  waiting = false;
  fetching = false;
  /** It was used while it was held out: the stamp falls. */
  stamped = false;
  private id = '';
  private shown = false;
  private timer = 0;

  constructor() {
    makeAutoObservable<OpenCoupon, 'id' | 'shown' | 'timer'>(this, { id: false, shown: false, timer: false });
    onOnlineChange((online) => {
      if (online && this.shown) void this.refresh();
    });
  }

  /** The list knows the coupon already; only its code has to come. */
  open(id: string): void {
    this.leave();
    this.id = id;
    this.coupon = wallet.find(id);
    this.today = membership.home?.today ?? ('' as DayKey);
  }

  show(): void {
    this.shown = true;
    void this.refresh();
  }

  hide(): void {
    this.shown = false;
    clearTimeout(this.timer);
  }

  leave(): void {
    this.hide();
    this.id = '';
    this.coupon = null;
    this.code = '';
    this.external = '';
    this.problem = null;
    this.waiting = false;
    this.stamped = false;
  }

  async refresh(): Promise<void> {
    if (this.fetching || this.id === '') return;
    clearTimeout(this.timer);
    const { id } = this;
    this.fetching = true;
    const outcome = await patiently(call('wallet.coupon', { id }), () => this.wait());
    runInAction(() => {
      this.fetching = false;
      this.waiting = false;
      if (id !== this.id) return;
      this.problem = outcome.ok ? null : outcome.problem;
      if (outcome.ok) this.take(outcome.data);
    });
    this.again();
  }

  private take(view: CouponCodeView): void {
    const before = this.coupon?.state;
    const usable = before === 'usable' || before === 'reserved';
    if (usable && this.code !== '' && view.coupon.state === 'used') this.stamped = true;
    this.coupon = view.coupon;
    this.today = view.today;
    this.external = view.external ?? '';
    // The code stays under the stamp: what was held out a moment ago does not vanish.
    if (view.code !== null || !this.stamped) this.code = view.code ?? '';
  }

  /** Asks again while somebody looks, and only while the answer can still change. */
  private again(): void {
    clearTimeout(this.timer);
    const state = this.coupon?.state;
    const open = state === undefined || state === 'usable' || state === 'reserved' || state === 'notYet';
    if (!this.shown || !open || !isOnline()) return;
    this.timer = setTimeout(() => void this.refresh(), POLL_MS);
  }

  private wait(): boolean {
    this.waiting = this.coupon === null;
    return this.waiting;
  }
}

export const coupon = new OpenCoupon();
