import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';
import type { GuideView } from '../../../typings/api/lab';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { call, type Problem } from '../services/staff';

/** What the guide goes by, and the chapter that is open. */
class Guide {
  view: GuideView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  /** '' when all are closed; at first the first one is open. */
  opened: string | null = null;

  constructor() {
    makeAutoObservable(this, { view: observable.ref });
  }

  async open(): Promise<void> {
    this.problem = null;
    if (!this.view) this.phase = 'blank';
    const outcome = await patiently(call('manual.view', {}), () => this.wait());
    runInAction(() => {
      if (outcome.ok) this.view = outcome.data;
      else this.problem = outcome.problem;
      this.phase = this.view ? 'ready' : 'failed';
    });
  }

  turn(code: string, shown: string): void {
    this.opened = code === shown ? '' : code;
  }

  leave(): void {
    this.opened = null;
  }

  private wait(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const guide = new Guide();
