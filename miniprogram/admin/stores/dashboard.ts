import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { DashboardView, FigureCode, Span } from '../../../typings/api/reports';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { call, type Problem } from '../services/staff';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { desk } from './desk';

/** The shop's figures, of one store or of all. */
class Dashboard {
  view: DashboardView | null = null;
  span: Span = 'today';
  /** Null: all stores. */
  storeId: string | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  /** Whose formula is shown. */
  asked: FigureCode | null = null;
  private visit = 0;

  constructor() {
    makeAutoObservable<Dashboard, 'visit'>(this, { visit: false });
  }

  /** What can be chosen: all stores together for who works in all of them, and each where there are several. */
  get choices(): { id: string | null; name: string }[] {
    const { stores = [], everywhere = true } = this.view ?? {};
    if (stores.length <= 1 && everywhere) return [];
    return [...(everywhere ? [{ id: null, name: '' }] : []), ...stores];
  }

  async open(): Promise<void> {
    const staff = desk.staff;
    // Somebody of some stores asks for one of theirs; the cloud says who works everywhere.
    if (!this.view && staff && staff.role !== 'owner' && this.storeId === null) {
      const everywhere = await this.fetch(null);
      if (everywhere?.code !== 'STORE_NOT_YOURS') return this.settle(everywhere);
      this.storeId = staff.stores[0]?.id ?? null;
    }
    this.settle(await this.fetch(this.storeId));
  }

  async choose(span: Span): Promise<void> {
    if (span === this.span) return;
    this.span = span;
    await this.open();
  }

  async chooseStore(id: string | null): Promise<void> {
    if (id === this.storeId) return;
    this.storeId = id;
    await this.open();
  }

  ask(code: FigureCode): void {
    this.asked = code;
  }

  forget(): void {
    this.asked = null;
  }

  leave(): void {
    this.visit += 1;
    this.asked = null;
  }

  /** The problem, if there is one; what came is shown, unless something else was asked for meanwhile. */
  private async fetch(storeId: string | null): Promise<Problem | null> {
    this.visit += 1;
    const { visit, span } = this;
    if (!this.view) this.phase = 'blank';
    const outcome = await patiently(call('reports.dashboard', { storeId, span }), () => this.wait());
    if (visit !== this.visit) return null;
    if (!outcome.ok) return outcome.problem;
    runInAction(() => {
      this.view = outcome.data;
      this.storeId = storeId;
      this.problem = null;
      this.phase = 'ready';
    });
    return null;
  }

  private settle(problem: Problem | null): void {
    if (!problem) return;
    this.problem = problem;
    if (!this.view) {
      this.phase = 'failed';
      return;
    }
    // What is shown stays, and says of what it is.
    this.span = this.view.span;
    this.storeId = this.view.storeId;
    notice.say(staffSentence(problem, settings.words, staffWords()));
  }

  private wait(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const dashboard = new Dashboard();
