import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';
import type { CalendarView } from '../../../typings/api/programme';
import type { DayKey, MonthKey } from '../../../typings/domain';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { call, type Problem } from '../services/staff';
import { programme } from './programme';

/** A month of member days, campaigns and coupons, and the day that is looked at. */
class Campaigns {
  view: CalendarView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  chosen: DayKey | null = null;
  private turn = 0;

  constructor() {
    makeAutoObservable<Campaigns, 'turn'>(this, { view: observable.ref, turn: false });
  }

  /** The month of today, as the server's clock has it, unless another is asked for. */
  async open(month?: MonthKey): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    this.problem = null;
    if (!this.view) this.phase = 'blank';
    const outcome = await patiently(this.read(month), () => this.wait());
    if (turn !== this.turn) return;
    runInAction(() => {
      if (outcome.ok) this.adopt(outcome.data);
      else {
        this.problem = outcome.problem;
        if (!this.view) this.phase = 'failed';
      }
    });
  }

  choose(day: DayKey): void {
    this.chosen = day;
  }

  private async read(month: MonthKey | undefined) {
    if (!programme.view) await programme.open();
    const today = programme.view?.today;
    if (!today) return call('calendar.view', { month: month ?? ('' as MonthKey) });
    return call('calendar.view', { month: month ?? this.view?.month ?? (today.slice(0, 7) as MonthKey) });
  }

  private adopt(view: CalendarView): void {
    this.view = view;
    this.phase = 'ready';
    if (!this.chosen?.startsWith(view.month))
      this.chosen = view.today.startsWith(view.month) ? view.today : (view.days[0]?.day ?? null);
  }

  private wait(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const campaigns = new Campaigns();
