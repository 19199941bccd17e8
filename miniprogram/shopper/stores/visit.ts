import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { VisitView } from '../../../typings/api/friends';
import { call, type Problem } from '../../services/cloud';
import { joinShop } from '../../services/joining';
import { onOnlineChange } from '../../services/network';
import { patiently } from '../../services/patience';
import { membership } from '../../stores/membership';

/** ready: nothing scanned yet · guest: has to join first · done: been here, now or earlier today */
export type VisitPhase = 'blank' | 'ready' | 'skeleton' | 'guest' | 'done' | 'refused';

/** One check-in at a store, from the code to the receipt. */
class VisitStore {
  phase: VisitPhase = 'blank';
  view: VisitView | null = null;
  problem: Problem | null = null;
  private code = '';
  private turn = 0;

  constructor() {
    makeAutoObservable<VisitStore, 'code' | 'turn'>(this, { code: false, turn: false });
    onOnlineChange((online) => {
      if (online && this.problem?.code === 'OFFLINE') void this.sign();
    });
  }

  /** @param code '' when the page was opened without one */
  begin(code: string): Promise<void> {
    this.leave();
    if (code) return this.came(code);
    this.phase = 'ready';
    return Promise.resolve();
  }

  came(code: string): Promise<void> {
    this.code = code;
    return this.sign();
  }

  /** The same code again is the same intent: nothing is ever booked twice. */
  async sign(): Promise<void> {
    const { code } = this;
    if (!code) return;
    this.turn += 1;
    const { turn } = this;
    this.problem = null;
    this.view = null;
    this.phase = 'blank';
    const outcome = await patiently(call('visit.signIn', { code }), () => this.wait());
    if (turn !== this.turn) return;
    runInAction(() => {
      if (outcome.ok) {
        this.view = outcome.data;
        this.phase = 'done';
      } else {
        this.problem = outcome.problem;
        this.phase = outcome.problem.code === 'NOT_MEMBER' ? 'guest' : 'refused';
      }
    });
    if (outcome.ok) membership.heard(outcome.data.available);
  }

  /** Comes back to the check-in that brought this person here. */
  async join(): Promise<void> {
    const outcome = await joinShop();
    if (outcome?.ok) await this.sign();
  }

  leave(): void {
    this.turn += 1;
    this.phase = 'blank';
    this.view = null;
    this.problem = null;
    this.code = '';
  }

  private wait(): boolean {
    if (this.phase === 'blank') this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const visit = new VisitStore();
