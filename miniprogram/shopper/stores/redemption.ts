import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { RedemptionPage } from '../../../typings/api/mall';
import { call, type Problem } from '../../services/cloud';
import { keep, kept } from '../../services/kept';
import { isOnline } from '../../services/network';
import { patiently } from '../../services/patience';
import { membership, type Phase } from '../../stores/membership';

/** While the code is held out, its fate is asked for so often. */
const LOOK_EVERY_MS = 4_000;
const KEY = 'redemption';

/** One redemption: its code, and what becomes of it while it is looked at. */
class RedemptionStore {
  view: RedemptionPage | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  /** The person is being asked whether to give it back. */
  asking = false;
  cancelling = false;
  /** It was handed over while the code was on the screen: the stamp falls. */
  stamped = false;
  private id = '';
  private visit = 0;
  private timer = 0;

  constructor() {
    makeAutoObservable<RedemptionStore, 'id' | 'visit' | 'timer'>(this, { id: false, visit: false, timer: false });
  }

  /** Each time the page is seen. A code that was seen once can be shown without a network. */
  async open(id: string): Promise<void> {
    if (id !== this.id) this.leave();
    this.id = id;
    if (!this.view) {
      const last = kept<RedemptionPage>(KEY);
      if (last?.redemption.id === id) {
        this.view = last;
        this.phase = 'ready';
      }
    }
    await this.ask();
    this.follow();
  }

  hide(): void {
    clearTimeout(this.timer);
  }

  leave(): void {
    clearTimeout(this.timer);
    this.visit += 1;
    this.id = '';
    this.view = null;
    this.phase = 'blank';
    this.problem = null;
    this.asking = false;
    this.stamped = false;
  }

  askToCancel(): void {
    this.asking = true;
  }

  keep(): void {
    if (!this.cancelling) this.asking = false;
  }

  async cancel(): Promise<boolean> {
    if (this.cancelling) return false;
    this.cancelling = true;
    const outcome = await call('redemptions.cancel', { id: this.id });
    runInAction(() => {
      this.cancelling = false;
      this.asking = false;
      this.problem = outcome.ok ? null : outcome.problem;
      if (outcome.ok) this.take(outcome.data);
    });
    if (!outcome.ok) return false;
    membership.change({ member: outcome.data.member, now: outcome.data.now, today: outcome.data.today });
    return true;
  }

  async ask(): Promise<void> {
    this.visit += 1;
    const { visit, id } = this;
    const outcome = await patiently(call('redemptions.view', { id }), () => this.showSkeleton());
    if (visit !== this.visit) return;
    runInAction(() => {
      if (outcome.ok) {
        const held = this.view?.redemption.code ?? null;
        const { redemption } = outcome.data;
        if (held !== null && redemption.ended?.reason === 'collected') this.stamped = true;
        this.take(outcome.data);
        this.problem = null;
        this.phase = 'ready';
      } else {
        this.problem = outcome.problem;
        if (!this.view) this.phase = 'failed';
      }
    });
  }

  /** Looks again and again while the code is held out. */
  private follow(): void {
    clearTimeout(this.timer);
    const state = this.view?.redemption.state;
    if (!this.view?.redemption.code && state !== 'cancelling') return;
    this.timer = setTimeout(() => {
      const looked = isOnline() ? this.ask() : Promise.resolve();
      void looked.then(() => this.follow());
    }, LOOK_EVERY_MS);
  }

  private take(page: RedemptionPage): void {
    this.view = { redemption: page.redemption, because: page.because, now: page.now, today: page.today };
    keep(KEY, this.view);
  }

  private showSkeleton(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const redemption = new RedemptionStore();
