import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ActionView, StaffHome, StaffView } from '../../../typings/api/staff';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { keep, kept } from '../../services/kept';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { staffing } from '../../stores/staffing';
import { type PointsWords, pointsIn } from '../../words/index';
import { call, type Problem } from '../services/staff';

const STORE_KEY = 'counterStore';
const RECENT = 10;
/** The minutes left are drawn anew this often. */
const TICK_MS = 10_000;

/** Who stands at the counter, in which store, and what was done last. */
class Desk {
  home: StaffHome | null = null;
  recent: ActionView[] = [];
  storeId = '';
  phase: Phase = 'blank';
  problem: Problem | null = null;
  today: DayKey = '' as DayKey;
  /** The server's clock as far as the phone knows it; moves every ten seconds while a page shows minutes. */
  now: EpochMs = 0 as EpochMs;
  /** The counter was asked for by who begins with the figures. */
  stays = false;
  private lag = 0;
  private timer = 0;

  constructor() {
    makeAutoObservable<Desk, 'lag' | 'timer'>(this, { lag: false, timer: false });
  }

  get staff(): StaffView | null {
    return this.home?.staff ?? null;
  }

  get store(): { id: string; name: string } | null {
    const stores = this.staff?.stores ?? [];
    return stores.find(({ id }) => id === this.storeId) ?? stores[0] ?? null;
  }

  get points(): PointsWords {
    return this.home ? pointsIn(settings.words, this.home.shop.points) : settings.words.points;
  }

  /** Who may see the shop's figures begins with them, not at the counter. */
  get leads(): boolean {
    return !this.stays && this.may('reports.dashboard');
  }

  may(action: StaffHome['may'][number]): boolean {
    return this.home?.may.includes(action) ?? false;
  }

  async open(): Promise<void> {
    this.problem = null;
    if (!this.home) this.phase = 'blank';
    const outcome = await patiently(call('staff.home', {}), () => this.wait());
    runInAction(() => {
      if (outcome.ok) this.adopt(outcome.data);
      else this.fail(outcome.problem);
    });
    if (this.may('counter.recent')) await this.fetchRecent();
  }

  adopt(home: StaffHome): void {
    this.home = home;
    this.phase = 'ready';
    this.clock(home);
    if (this.storeId === '') this.storeId = kept<string>(STORE_KEY) ?? '';
    staffing.know(home.staff?.state === 'active');
  }

  async fetchRecent(): Promise<void> {
    const outcome = await call('counter.recent', { limit: RECENT });
    if (!outcome.ok) return;
    runInAction(() => {
      this.recent = outcome.data.actions;
      this.clock(outcome.data);
    });
  }

  chooseStore(id: string): void {
    this.storeId = id;
    keep(STORE_KEY, id);
  }

  /** What has just been done stands on top, and what was changed in its place. */
  note(action: ActionView): void {
    const known = this.recent.some(({ id }) => id === action.id);
    this.recent = known
      ? this.recent.map((one) => (one.id === action.id ? action : one))
      : [action, ...this.recent].slice(0, RECENT);
  }

  clock({ now, today }: { now: EpochMs; today: DayKey }): void {
    this.lag = now - Date.now();
    this.now = now;
    this.today = today;
  }

  tick(): void {
    this.now = (Date.now() + this.lag) as EpochMs;
  }

  watch(): void {
    this.rest();
    this.tick();
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  rest(): void {
    clearInterval(this.timer);
  }

  private wait(): boolean {
    if (!this.home) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }

  private fail(problem: Problem): void {
    this.problem = problem;
    if (!this.home) this.phase = 'failed';
  }
}

export const desk = new Desk();
