import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { DoneView, Found } from '../../../typings/api/staff';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { call } from '../services/staff';
import { refusalText } from '../views/found';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { desk } from './desk';

/** After these somebody else may have been first: what was found is looked at again, to say by whom and when. */
const OVERTAKEN = ['COUPON_USED', 'COUPON_RESERVED', 'REDEMPTION_ENDED', 'COUPON_VOID', 'COUPON_EXPIRED'];

/** What was scanned or typed, what was found, and what was done with it. */
class Counter {
  looking = false;
  working = false;
  found: Found | null = null;
  done: DoneView | null = null;
  /** Why the confirmation was refused. */
  refusal = '';
  private text = '';

  constructor() {
    makeAutoObservable<Counter, 'text'>(this, { text: false });
  }

  /** True when something was found. What was not is said. */
  async look(text: string): Promise<boolean> {
    const { store } = desk;
    if (this.looking || !store) return false;
    this.looking = true;
    const outcome = await call('counter.look', { text, storeId: store.id });
    runInAction(() => {
      this.looking = false;
      if (!outcome.ok) return;
      this.text = text;
      this.found = outcome.data;
      this.done = null;
      this.refusal = '';
    });
    if (!outcome.ok) notice.say(staffSentence(outcome.problem, settings.words, staffWords()));
    return outcome.ok;
  }

  /** Uses the coupon or hands the redemption over; however often it is tapped, once. */
  async confirm(): Promise<void> {
    const { found } = this;
    const { store } = desk;
    if (!found || !store || this.working || this.done) return;
    this.working = true;
    const outcome = await this.act(found, store.id);
    runInAction(() => {
      this.working = false;
      if (!outcome) return;
      if (outcome.ok) {
        this.done = outcome.data;
        desk.note(outcome.data.action);
        desk.clock(outcome.data);
      } else if (!outcome.problem.uncertain && outcome.problem.code !== 'OFFLINE' && outcome.problem.code !== 'BUSY') {
        this.refusal = refusalText(outcome.problem, settings.words, staffWords());
      }
    });
    if (!outcome || outcome.ok) return;
    if (OVERTAKEN.includes(outcome.problem.code)) await this.lookAgain();
    else if (this.refusal === '') notice.say(staffSentence(outcome.problem, settings.words, staffWords()));
  }

  /** An act that was undone makes room for the next one. */
  undone(done: DoneView): void {
    if (this.done?.action.id === done.action.id) this.done = done;
  }

  leave(): void {
    this.found = null;
    this.done = null;
    this.refusal = '';
    this.text = '';
  }

  private act(found: Found, storeId: string) {
    if (found.what === 'coupon') return call('counter.useCoupon', { code: found.coupon.code, storeId });
    if (found.what === 'redemption' && found.redemption.code) {
      return call('counter.handOver', { code: found.redemption.code, storeId });
    }
    return Promise.resolve(null);
  }

  private async lookAgain(): Promise<void> {
    const { text } = this;
    const { store } = desk;
    if (!store) return;
    const outcome = await call('counter.look', { text, storeId: store.id });
    runInAction(() => {
      if (outcome.ok && text === this.text) this.found = outcome.data;
    });
  }
}

export const counter = new Counter();
