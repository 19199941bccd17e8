import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ClaimedView } from '../../../typings/api/shopper';
import { call } from '../../services/cloud';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { problemSentence, problemTitle } from '../../views/problem';
import { shopperWords } from '../words/index';

/** What WeChat's phone-number button answers: a code for the cloud, or why there is none. */
export interface PhoneAnswer {
  code?: string;
  errMsg: string;
}

/** Binding the phone number, and what an earlier membership under it brings along. */
class Phone {
  claiming = false;
  /** The number is bound: told once, in a sheet. */
  claimed: Pick<ClaimedView, 'merged'> | null = null;
  error = '';

  constructor() {
    makeAutoObservable(this);
  }

  async claim({ code, errMsg }: PhoneAnswer): Promise<void> {
    if (this.claiming) return;
    this.error = '';
    if (!code) {
      this.refuse(errMsg);
      return;
    }
    this.claiming = true;
    const outcome = await call('member.claimPhone', { code });
    const words = shopperWords();
    runInAction(() => {
      this.claiming = false;
      if (outcome.ok) this.claimed = { merged: outcome.data.merged };
      else if (outcome.problem.code === 'PHONE_OF_OTHER') this.error = problemTitle(outcome.problem, words);
    });
    if (outcome.ok) membership.change({ member: outcome.data.member });
    else if (!this.error) notice.say(problemSentence(outcome.problem, membership.points, words));
  }

  /** The person said no, or WeChat has none to give: the shop's quota is used up, the account is not a verified company. */
  private refuse(errMsg: string): void {
    const { profile } = shopperWords();
    // Refusing the privacy agreement is told by the gate.
    if (/privacy/i.test(errMsg)) return;
    console.info('no phone number', errMsg);
    notice.say(/deny|cancel/i.test(errMsg) ? profile.phoneDenied : profile.phoneFailed);
  }

  close(): void {
    this.claimed = null;
  }

  leave(): void {
    this.claimed = null;
    this.error = '';
  }
}

export const phone = new Phone();
