import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ShopOverview } from '../../../typings/api/shop';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { call, type Problem } from '../services/staff';

/** How each page of the shop's settings stands. */
class Overview {
  view: ShopOverview | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;

  constructor() {
    makeAutoObservable(this);
  }

  async open(): Promise<void> {
    this.problem = null;
    if (!this.view) this.phase = 'blank';
    const outcome = await patiently(call('shop.overview', {}), () => this.wait());
    runInAction(() => {
      if (outcome.ok) {
        this.view = outcome.data;
        this.phase = 'ready';
      } else {
        this.problem = outcome.problem;
        if (!this.view) this.phase = 'failed';
      }
    });
  }

  leave(): void {
    this.view = null;
    this.phase = 'blank';
  }

  private wait(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const overview = new Overview();
