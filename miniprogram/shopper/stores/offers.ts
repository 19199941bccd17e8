import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { CouponView } from '../../../typings/api/coupons';
import { call } from '../../services/cloud';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { problemTitle } from '../../views/problem';
import { shopperWords } from '../words/index';
import { Fetched } from './fetched';

/** The offers of the page, as they were when it was opened or last changed. */
export const offers = new Fetched('coupons.offers');

/** What came of tapping 领取, by template: said in the ticket itself. */
class Claims {
  claiming = '';
  got: Record<string, CouponView> = {};
  refused: Record<string, string> = {};

  constructor() {
    makeAutoObservable(this);
  }

  async claim(template: string): Promise<void> {
    if (this.claiming !== '') return;
    this.claiming = template;
    const { [template]: _, ...others } = this.refused;
    this.refused = others;
    const outcome = await call('coupons.claim', { template });
    runInAction(() => {
      this.claiming = '';
      if (outcome.ok) this.got = { ...this.got, [template]: outcome.data.coupon };
      else this.refused = { ...this.refused, [template]: problemTitle(outcome.problem, shopperWords()) };
    });
    if (outcome.ok) {
      const { member, now, today, repeated, coupon } = outcome.data;
      membership.change({ member, now, today });
      notice.say(repeated ? shopperWords().offers.repeated : shopperWords().offers.done(coupon.name));
    }
    // What is left, and whether there is another one to take, is the cloud's to say.
    if (outcome.ok || !outcome.problem.uncertain) void offers.open();
  }

  leave(): void {
    this.claiming = '';
    this.got = {};
    this.refused = {};
  }
}

export const claims = new Claims();
