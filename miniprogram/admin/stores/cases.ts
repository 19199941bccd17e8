import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { CasesView, CaseView } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';
import { notice } from '../../stores/notice';
import { type Page, Paged } from '../../stores/paged';
import { settings } from '../../stores/settings';
import { call } from '../services/staff';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';

/** Rewards that wait for a decision, and the one that is being decided. */
class Cases {
  readonly list = new Paged<CaseView>(async ({ cursor }) => {
    const outcome = await call('referrals.cases', cursor === undefined ? {} : { cursor });
    return outcome.ok ? { ok: true, data: this.pageOf(outcome.data) } : outcome;
  });
  now = 0 as EpochMs;
  /** How many wait, as the counter tells it: a first page, and whether there is more. */
  waiting = { count: 0, more: false };
  asked: { one: CaseView; pay: boolean } | null = null;
  working = false;

  constructor() {
    makeAutoObservable(this, { list: false });
  }

  /** For the counter alone: without the list's phases. What does not come is not told. */
  async peek(): Promise<void> {
    const outcome = await call('referrals.cases', {});
    if (outcome.ok) runInAction(() => this.pageOf(outcome.data));
  }

  ask(one: CaseView | undefined, pay: boolean): void {
    if (one && !this.working) this.asked = { one, pay };
  }

  forget(): void {
    if (!this.working) this.asked = null;
  }

  async decide(): Promise<void> {
    const { asked } = this;
    if (!asked || this.working) return;
    const { one, pay } = asked;
    this.working = true;
    const outcome = await call('referrals.decide', { id: one.id, what: one.what, pay });
    runInAction(() => {
      this.working = false;
      this.asked = null;
      if (outcome.ok) this.list.adopt(this.pageOf(outcome.data));
    });
    const own = staffWords();
    if (outcome.ok) notice.say(pay ? own.cases.paid : own.cases.refused);
    else notice.say(staffSentence(outcome.problem, settings.words, own));
    // Somebody else was first: what is left is the cloud's to say.
    if (!outcome.ok && !outcome.problem.uncertain) await this.list.open();
  }

  leave(): void {
    this.asked = null;
    this.list.leave();
  }

  private pageOf({ cases: items, nextCursor, today, now }: CasesView): Page<CaseView> {
    runInAction(() => {
      this.now = now;
      this.waiting = { count: items.length, more: nextCursor !== null };
    });
    return { items, nextCursor, today };
  }
}

export const cases = new Cases();
