import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { RewardView } from '../../../typings/api/mall';
import type { EpochMs } from '../../../typings/domain';
import { call, type Problem } from '../../services/cloud';
import { patiently } from '../../services/patience';
import { membership, type Phase } from '../../stores/membership';

/** Asked again so soon after the time has come: clocks are not that exact. */
const AFTER_OPENING_MS = 400;
/** A phone cannot wait longer in one go: setTimeout holds 31 bits. */
const LONGEST_WAIT_MS = 2_000_000_000;

/** The reward whose page is open. */
class RewardPage {
  view: RewardView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  private id = '';
  private asked = 0;
  /** The server's clock minus the phone's, in ms, at the last answer. */
  private lag = 0;
  private timer = 0;

  constructor() {
    makeAutoObservable<RewardPage, 'id' | 'asked' | 'lag' | 'timer'>(this, {
      id: false,
      asked: false,
      lag: false,
      timer: false,
      now: false,
    });
  }

  /** The server's clock as far as the phone knows it. */
  now(): EpochMs {
    return (Date.now() + this.lag) as EpochMs;
  }

  async open(id: string): Promise<void> {
    if (id !== this.id) this.leave();
    this.id = id;
    this.asked += 1;
    const { asked } = this;
    if (!this.view) this.phase = 'blank';
    this.problem = null;
    const outcome = await patiently(call('mall.reward', { id }), () => this.showSkeleton());
    if (asked !== this.asked) return;
    runInAction(() => {
      if (outcome.ok) {
        this.view = outcome.data;
        this.lag = outcome.data.now - Date.now();
        this.phase = 'ready';
        this.waitForOpening();
        membership.heard(outcome.data.available);
      } else {
        this.problem = outcome.problem;
        if (!this.view || outcome.problem.code === 'REWARD_OFF') this.phase = 'failed';
      }
    });
  }

  refresh(): Promise<void> {
    return this.open(this.id);
  }

  leave(): void {
    clearTimeout(this.timer);
    this.asked += 1;
    this.id = '';
    this.view = null;
    this.phase = 'blank';
    this.problem = null;
  }

  /** What opens later is asked for again when its time has come. */
  private waitForOpening(): void {
    clearTimeout(this.timer);
    const bar = this.view?.bar;
    if (bar?.code !== 'soon') return;
    const wait = Math.max(0, bar.args.at - this.now()) + AFTER_OPENING_MS;
    this.timer = setTimeout(() => void this.refresh(), Math.min(wait, LONGEST_WAIT_MS));
  }

  private showSkeleton(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const reward = new RewardPage();
