import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ClosingView } from '../../../typings/api/account';
import { call, type Outcome, type Problem } from '../../services/cloud';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';

/** Closing one's account: what it costs, what is in the way, and the waiting. */
class Leaving {
  view: ClosingView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  working = false;
  private visit = 0;

  constructor() {
    makeAutoObservable<Leaving, 'visit'>(this, { visit: false });
  }

  /** Each time the page is seen: what was in the way may be done by now. */
  async open(): Promise<void> {
    this.visit += 1;
    const { visit } = this;
    const outcome = await patiently(call('account.closing', {}), () => this.showSkeleton());
    if (visit !== this.visit) return;
    runInAction(() => {
      this.problem = outcome.ok ? null : outcome.problem;
      if (outcome.ok) this.view = outcome.data;
      this.phase = outcome.ok || (this.view && outcome.problem.code !== 'NOT_MEMBER') ? 'ready' : 'failed';
    });
  }

  /** Answers what came of the tap; null: another one is under way. */
  close(): Promise<Outcome<'account.close'> | null> {
    return this.turn('account.close');
  }

  stay(): Promise<Outcome<'account.stay'> | null> {
    return this.turn('account.stay');
  }

  leave(): void {
    this.visit += 1;
    this.view = null;
    this.phase = 'blank';
    this.problem = null;
  }

  private async turn<A extends 'account.close' | 'account.stay'>(action: A): Promise<Outcome<A> | null> {
    if (this.working) return null;
    this.working = true;
    this.visit += 1;
    const outcome = await call(action, {});
    runInAction(() => {
      this.working = false;
      if (outcome.ok) this.view = outcome.data;
    });
    // Something has come in between: the page shows what.
    if (!outcome.ok && outcome.problem.code === 'CLOSING_OPEN') void this.open();
    return outcome;
  }

  private showSkeleton(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const leaving = new Leaving();
