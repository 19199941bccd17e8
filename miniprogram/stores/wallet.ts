import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { CouponView, WalletInput } from '../../typings/api/coupons';
import type { RedemptionView } from '../../typings/api/mall';
import type { DayKey } from '../../typings/domain';
import { call } from '../services/cloud';
import { keep, kept } from '../services/kept';
import { membership } from './membership';
import { type Fetched, Paged, type PageInput } from './paged';

export type Segment = WalletInput['segment'];
export const SEGMENTS: readonly Segment[] = ['usable', 'used', 'expired'];

/** The first page of what can be used and what waits to be collected, as they were last. */
interface LastLook {
  /** Member number, so that nothing of a membership before this one is shown. */
  number: string;
  today: DayKey;
  coupons: CouponView[];
  collect: RedemptionView[];
  offers: number;
}
const LAST_LOOK = 'wallet';
const KEPT_COUPONS = 20;

/** So many redemptions stand above the coupons; the rest has a page of its own. */
const COLLECT_SHOWN = 3;

/** Coupons of one segment and, above the usable ones, what waits in the store. */
class Wallet {
  segment: Segment = 'usable';
  collect: RedemptionView[] = [];
  /** More wait than are shown. */
  collectMore = false;
  /** Offers that are open to this member. */
  offers = 0;
  readonly lists: Record<Segment, Paged<CouponView>>;
  private begun = false;

  constructor() {
    const list = (segment: Segment) => new Paged<CouponView>((input) => this.fetch(segment, input));
    this.lists = { usable: list('usable'), used: list('used'), expired: list('expired') };
    makeAutoObservable<Wallet, 'begun'>(this, { lists: false, begun: false });
  }

  get list(): Paged<CouponView> {
    return this.lists[this.segment];
  }

  /** The coupon as the list knows it, before its own page has asked. */
  find(id: string): CouponView | null {
    const all = [...this.lists.usable.items, ...this.lists.used.items, ...this.lists.expired.items];
    return all.find((coupon) => coupon.id === id) ?? null;
  }

  choose(segment: Segment): void {
    this.segment = segment;
    void this.list.open();
  }

  /** Fetches what is shown; the last look is drawn first. */
  async open(): Promise<void> {
    this.recall();
    await Promise.all([this.list.open(), this.fetchCollect()]);
    this.keep();
  }

  private recall(): void {
    if (this.begun) return;
    this.begun = true;
    const last = kept<LastLook>(LAST_LOOK);
    const { usable } = this.lists;
    if (!last || last.number !== membership.member?.number || usable.items.length > 0) return;
    usable.adopt({ items: last.coupons, nextCursor: null, today: last.today });
    this.collect = last.collect;
    this.offers = last.offers;
  }

  private keep(): void {
    const { usable } = this.lists;
    const { number } = membership.member ?? {};
    if (!number || usable.phase !== 'ready') return;
    const { collect, offers } = this;
    const coupons = usable.items.slice(0, KEPT_COUPONS);
    keep<LastLook>(LAST_LOOK, { number, today: usable.today, coupons, collect, offers });
  }

  private async fetch(segment: Segment, input: PageInput): Promise<Fetched<CouponView>> {
    const outcome = await call('wallet.list', { segment, ...input });
    if (!outcome.ok) return outcome;
    const { coupons, nextCursor, today, offers } = outcome.data;
    if (segment === 'usable' && !input.cursor) {
      runInAction(() => {
        this.offers = offers;
      });
    }
    return { ok: true, data: { items: coupons, nextCursor, today } };
  }

  /** What cannot be fetched here is no reason to hide the coupons: the last look stays. */
  private async fetchCollect(): Promise<void> {
    if (membership.home?.shop.modules.mall === false) return;
    const outcome = await call('redemptions.list', { segment: 'open', limit: 20 });
    if (!outcome.ok) return;
    const waiting = outcome.data.redemptions.filter(({ way, state }) => way === 'pickup' && state === 'taken');
    runInAction(() => {
      this.collect = waiting.slice(0, COLLECT_SHOWN);
      this.collectMore = waiting.length > COLLECT_SHOWN || outcome.data.nextCursor !== null;
    });
  }
}

export const wallet = new Wallet();
