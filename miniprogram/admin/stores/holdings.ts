import { makeAutoObservable } from 'mobx-miniprogram';
import type { CouponView } from '../../../typings/api/coupons';
import type { RedemptionView } from '../../../typings/api/mall';
import { Paged } from '../../stores/paged';
import { call } from '../services/staff';

export type CouponSegment = 'usable' | 'used' | 'expired';
export type TakenSegment = 'open' | 'ended';

/** What one member holds: coupons, and what they have taken for their points. */
class Holdings {
  id = '';
  what: 'coupons' | 'redemptions' = 'coupons';
  couponSegment: CouponSegment = 'usable';
  takenSegment: TakenSegment = 'open';
  readonly coupons = new Paged<CouponView>(async ({ cursor }) => {
    const paging = cursor === undefined ? {} : { cursor };
    const outcome = await call('members.coupons', { id: this.id, segment: this.couponSegment, ...paging });
    if (!outcome.ok) return outcome;
    const { coupons: items, nextCursor, today } = outcome.data;
    return { ok: true, data: { items, nextCursor, today } };
  });
  readonly taken = new Paged<RedemptionView>(async ({ cursor }) => {
    const paging = cursor === undefined ? {} : { cursor };
    const outcome = await call('members.redemptions', { id: this.id, segment: this.takenSegment, ...paging });
    if (!outcome.ok) return outcome;
    const { redemptions: items, nextCursor, today } = outcome.data;
    return { ok: true, data: { items, nextCursor, today } };
  });

  constructor() {
    makeAutoObservable(this, { coupons: false, taken: false });
  }

  get list(): Paged<CouponView> | Paged<RedemptionView> {
    return this.what === 'coupons' ? this.coupons : this.taken;
  }

  get segment(): CouponSegment | TakenSegment {
    return this.what === 'coupons' ? this.couponSegment : this.takenSegment;
  }

  async open(id: string, what: Holdings['what']): Promise<void> {
    this.id = id;
    this.what = what;
    await this.list.open();
  }

  async choose(segment: string): Promise<void> {
    if (segment === 'usable' || segment === 'used' || segment === 'expired') this.couponSegment = segment;
    if (segment === 'open' || segment === 'ended') this.takenSegment = segment;
    this.list.leave();
    await this.list.open();
  }

  leave(): void {
    this.couponSegment = 'usable';
    this.takenSegment = 'open';
    this.coupons.leave();
    this.taken.leave();
  }
}

export const holdings = new Holdings();
