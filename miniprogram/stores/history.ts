import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { EntryView } from '../../typings/api/shopper';
import type { DayKey } from '../../typings/domain';
import { call, type Problem } from '../services/cloud';
import { patiently } from '../services/patience';
import type { Phase } from './membership';

const PAGE = 20;

/** more: there are older ones · loading: they are being fetched · failed: they did not come · end: that was all */
export type Foot = 'more' | 'loading' | 'failed' | 'end';

/** The ledger entries fetched so far, newest first. */
class History {
  entries: EntryView[] = [];
  today: DayKey = '' as DayKey;
  phase: Phase = 'blank';
  foot: Foot = 'end';
  problem: Problem | null = null;
  private cursor: string | null = null;
  private visit = 0;

  constructor() {
    makeAutoObservable<History, 'cursor' | 'visit'>(this, { cursor: false, visit: false });
  }

  async open(): Promise<void> {
    this.visit += 1;
    const { visit } = this;
    if (this.entries.length === 0) this.phase = 'blank';
    this.problem = null;
    const outcome = await patiently(call('points.history', { limit: PAGE }), () => this.showSkeleton());
    if (visit !== this.visit) return;
    runInAction(() => {
      if (outcome.ok) {
        this.take([], outcome.data);
      } else {
        this.problem = outcome.problem;
        this.phase = 'failed';
      }
    });
  }

  async more(): Promise<void> {
    if (this.cursor === null || this.foot === 'loading') return;
    const { visit, cursor } = this;
    this.foot = 'loading';
    const outcome = await call('points.history', { cursor, limit: PAGE });
    if (visit !== this.visit) return;
    runInAction(() => {
      if (outcome.ok) this.take(this.entries, outcome.data);
      else this.foot = 'failed';
    });
  }

  leave(): void {
    this.visit += 1;
    this.entries = [];
    this.cursor = null;
    this.phase = 'blank';
  }

  private take(before: EntryView[], page: { entries: EntryView[]; nextCursor: string | null; today: DayKey }): void {
    this.entries = [...before, ...page.entries];
    this.today = page.today;
    this.cursor = page.nextCursor;
    this.foot = page.nextCursor === null ? 'end' : 'more';
    this.phase = 'ready';
  }

  private showSkeleton(): boolean {
    if (this.entries.length === 0) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const history = new History();
