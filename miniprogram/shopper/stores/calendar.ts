import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { CalendarView } from '../../../typings/api/shopper';
import type { MonthKey } from '../../../typings/domain';
import { call, type Problem } from '../../services/cloud';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';

/** The month on the calendar page. */
class Calendar {
  view: CalendarView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  private asked = 0;

  constructor() {
    makeAutoObservable<Calendar, 'asked'>(this, { asked: false });
  }

  async open(month?: MonthKey): Promise<void> {
    this.asked += 1;
    const ask = this.asked;
    if (!this.view) this.phase = 'blank';
    this.problem = null;
    const outcome = await patiently(call('checkin.calendar', month ? { month } : {}), () => this.showSkeleton());
    // Only the month asked for last is shown, however the answers overtake each other.
    if (ask !== this.asked) return;
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

  retry(): Promise<void> {
    return this.open(this.view?.month);
  }

  previous(): Promise<void> | undefined {
    return this.view?.previous ? this.open(this.view.previous) : undefined;
  }

  next(): Promise<void> | undefined {
    return this.view?.next ? this.open(this.view.next) : undefined;
  }

  /** Left behind with the page: the next visit begins in the running month. */
  leave(): void {
    this.asked += 1;
    this.view = null;
    this.phase = 'blank';
    this.problem = null;
  }

  private showSkeleton(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const calendar = new Calendar();
