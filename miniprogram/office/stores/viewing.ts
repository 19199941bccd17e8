/** What a page shows as the cloud has it: read whenever the page comes up, and what was shown before stays meanwhile. */
import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import type { Problem } from '../services/staff';

export type Answered<Data> = { ok: true; data: Data } | { ok: false; problem: Problem };

export class Viewing<View> {
  view: View | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;

  constructor(private readonly ask: () => Promise<Answered<View>>) {
    makeAutoObservable<Viewing<View>, 'ask'>(this, { ask: false });
  }

  async open(): Promise<void> {
    this.problem = null;
    if (!this.view) this.phase = 'blank';
    const outcome = await patiently(this.ask(), () => this.wait());
    runInAction(() => {
      if (outcome.ok) this.show(outcome.data);
      else {
        this.problem = outcome.problem;
        if (!this.view) this.phase = 'failed';
      }
    });
  }

  /** Also what a command has answered. */
  show(view: View): void {
    this.view = view;
    this.phase = 'ready';
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
