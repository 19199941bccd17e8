import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ShopperActions } from '../../../typings/api/shopper';
import { call, type Data, type Payload, type Problem } from '../../services/cloud';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';

/** Queries that ask for nothing but the whole page. */
type WholePage = {
  [A in keyof ShopperActions]: ShopperActions[A][0] extends Record<string, never> ? A : never;
}[keyof ShopperActions];

/** What one page shows, fetched when it is opened and forgotten when it is left. */
export class Fetched<A extends WholePage> {
  view: Data<A> | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  private visit = 0;

  constructor(private readonly action: A) {
    makeAutoObservable<Fetched<A>, 'visit' | 'action'>(this, { visit: false, action: false });
  }

  async open(): Promise<void> {
    this.visit += 1;
    const { visit } = this;
    if (!this.view) this.phase = 'blank';
    this.problem = null;
    const outcome = await patiently(call(this.action, {} as Payload<A>), () => this.showSkeleton());
    if (visit !== this.visit) return;
    runInAction(() => {
      if (outcome.ok) {
        this.view = outcome.data;
        this.phase = 'ready';
      } else {
        this.problem = outcome.problem;
        this.phase = 'failed';
      }
    });
  }

  leave(): void {
    this.visit += 1;
    this.view = null;
    this.phase = 'blank';
    this.problem = null;
  }

  private showSkeleton(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}
