import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { PaymentView, RedemptionsInput, RedemptionView } from '../../../typings/api/mall';
import { call } from '../../services/cloud';
import { Paged } from '../../stores/paged';

type Segment = RedemptionsInput['segment'];

/** 我的兑换: what is on its way, with payments to be made on top, or what has ended. */
class Redemptions {
  segment: Segment = 'open';
  payments: PaymentView[] = [];
  readonly list: Paged<RedemptionView> = new Paged<RedemptionView>(async (page) => {
    const outcome = await call('redemptions.list', { segment: this.segment, ...page });
    if (!outcome.ok) return outcome;
    const { redemptions, payments, nextCursor, today } = outcome.data;
    if (page.cursor === undefined) {
      runInAction(() => {
        this.payments = payments;
      });
    }
    return { ok: true, data: { items: redemptions, nextCursor, today } };
  });

  constructor() {
    makeAutoObservable(this, { list: false });
  }

  async choose(segment: Segment): Promise<void> {
    if (segment === this.segment) return;
    this.segment = segment;
    this.payments = [];
    this.list.leave();
    await this.list.open();
  }

  leave(): void {
    this.segment = 'open';
    this.payments = [];
    this.list.leave();
  }
}

export const redemptions = new Redemptions();
