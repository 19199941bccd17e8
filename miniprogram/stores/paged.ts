import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { DayKey } from '../../typings/domain';
import type { Problem } from '../services/cloud';
import { patiently } from '../services/patience';
import type { Phase } from './membership';

const PAGE = 20;

/** more: there are older ones · loading: they are being fetched · failed: they did not come · end: that was all */
export type Foot = 'more' | 'loading' | 'failed' | 'end';

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  today: DayKey;
}

export type PageInput = { cursor?: string; limit: number };
export type Fetched<Item> = { ok: true; data: Page<Item> } | { ok: false; problem: Problem };

/** A list that the cloud gives page by page, as far as it has been fetched, newest first. */
export class Paged<Item> {
  items: Item[] = [];
  today: DayKey = '' as DayKey;
  phase: Phase = 'blank';
  foot: Foot = 'end';
  problem: Problem | null = null;
  private cursor: string | null = null;
  private visit = 0;

  constructor(private readonly fetch: (input: PageInput) => Promise<Fetched<Item>>) {
    makeAutoObservable<Paged<Item>, 'cursor' | 'visit' | 'fetch'>(this, { cursor: false, visit: false, fetch: false });
  }

  /** True when the newest page came. */
  async open(): Promise<boolean> {
    this.visit += 1;
    const { visit } = this;
    if (this.items.length === 0) this.phase = 'blank';
    this.problem = null;
    const outcome = await patiently(this.fetch({ limit: PAGE }), () => this.showSkeleton());
    if (visit !== this.visit) return false;
    runInAction(() => {
      if (outcome.ok) {
        this.take([], outcome.data);
      } else {
        this.problem = outcome.problem;
        this.phase = 'failed';
      }
    });
    return outcome.ok;
  }

  async more(): Promise<void> {
    if (this.cursor === null || this.foot === 'loading') return;
    const { visit, cursor } = this;
    this.foot = 'loading';
    const outcome = await this.fetch({ cursor, limit: PAGE });
    if (visit !== this.visit) return;
    runInAction(() => {
      if (outcome.ok) this.take(this.items, outcome.data);
      else this.foot = 'failed';
    });
  }

  /** What was kept from the last look, until the newest page comes. */
  adopt(page: Page<Item>): void {
    this.take([], page);
  }

  leave(): void {
    this.visit += 1;
    this.items = [];
    this.cursor = null;
    this.phase = 'blank';
  }

  private take(before: Item[], page: Page<Item>): void {
    this.items = [...before, ...page.items];
    this.today = page.today;
    this.cursor = page.nextCursor;
    this.foot = page.nextCursor === null ? 'end' : 'more';
    this.phase = 'ready';
  }

  private showSkeleton(): boolean {
    if (this.items.length === 0) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}
