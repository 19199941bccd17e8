import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import { call } from '../services/cloud';
import { keep, kept } from '../services/kept';

const KEY = 'staff';
/** Whether somebody still works here is asked again after this long, ms. */
const ASK_AGAIN_MS = 600_000;

/**
 * Whether the person with this phone works in the shop. Remembered once the cloud has said so, so that shoppers, who are
 * nearly everybody, never cost a call; on another phone 设置 → 我是店员 finds it out.
 */
class Staffing {
  works = false;
  private recalled = false;
  private askedAt = 0;

  constructor() {
    makeAutoObservable<Staffing, 'recalled' | 'askedAt'>(this, { recalled: false, askedAt: false });
  }

  async check(): Promise<void> {
    if (!this.recalled) {
      this.recalled = true;
      this.works = kept<boolean>(KEY) === true;
    }
    if (!this.works || Date.now() - this.askedAt < ASK_AGAIN_MS) return;
    this.askedAt = Date.now();
    const outcome = await call('staff.home', {});
    if (outcome.ok) runInAction(() => this.know(outcome.data.staff?.state === 'active'));
  }

  know(works: boolean): void {
    this.recalled = true;
    this.askedAt = Date.now();
    if (works !== this.works) keep(KEY, works);
    this.works = works;
  }
}

export const staffing = new Staffing();
