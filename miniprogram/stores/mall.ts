import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { MallInput, MallView, RewardCardView } from '../../typings/api/mall';
import type { DayKey } from '../../typings/domain';
import { call, type Problem } from '../services/cloud';
import { dropKept, keep, kept } from '../services/kept';
import { patiently } from '../services/patience';

import type { Phase } from './membership';
import { membership } from './membership';
import type { Foot } from './paged';

const PAGE = 20;
/** A list that was fetched so long ago is fetched again when the tab is shown. */
const STALE_AFTER_MS = 60_000;

interface Kept {
  categories: MallView['categories'];
  feature: MallView['feature'];
  rewards: RewardCardView[];
  today: DayKey;
}

/** The catalogue as far as it has been fetched, page by page, in the merchant's order. */
class Mall {
  categories: MallView['categories'] = [];
  feature: MallView['feature'] = null;
  /** Each page as it came: the screen takes them one by one. */
  pages: RewardCardView[][] = [];
  today = '' as DayKey;
  /** '' for all. */
  category = '';
  /** 我能换的 stays as it was left, from visit to visit. */
  affordable = false;
  phase: Phase = 'blank';
  foot: Foot = 'end';
  problem: Problem | null = null;
  /** Grows when pages that were there before have changed. */
  edition = 0;
  private cursor: string | null = null;
  private asked = 0;
  private fetchedAt = 0;
  private fetchedSeq = -1;

  constructor() {
    makeAutoObservable<Mall, 'cursor' | 'asked' | 'fetchedAt' | 'fetchedSeq'>(this, {
      cursor: false,
      asked: false,
      fetchedAt: false,
      fetchedSeq: false,
    });
  }

  get count(): number {
    return this.pages.reduce((sum, page) => sum + page.length, 0);
  }

  /** What was left here last time, before any answer. */
  start(): void {
    if (this.pages.length > 0) return;
    this.affordable = kept<boolean>('mall-affordable') ?? false;
    const last = this.affordable ? null : kept<Kept>('mall');
    if (!last) return;
    this.categories = last.categories;
    this.feature = last.feature;
    this.pages = [last.rewards];
    this.today = last.today;
    this.phase = 'ready';
    this.edition += 1;
  }

  /** When the tab is shown: only what is old, or what the person's own doing may have changed. */
  async show(): Promise<void> {
    const seq = membership.member?.seq ?? -1;
    const fresh = Date.now() - this.fetchedAt < STALE_AFTER_MS && seq === this.fetchedSeq;
    if (!fresh || this.phase !== 'ready') await this.open();
  }

  /** Fetches the first page anew; what is there stays to be seen meanwhile. */
  async open(): Promise<void> {
    this.asked += 1;
    const { asked } = this;
    if (this.pages.length === 0) this.phase = 'blank';
    this.problem = null;
    const outcome = await patiently(call('mall.list', this.input()), () => this.showSkeleton());
    if (asked !== this.asked) return;
    runInAction(() => {
      if (outcome.ok) this.adopt(outcome.data);
      else this.fail(outcome.problem);
    });
  }

  async more(): Promise<void> {
    if (this.cursor === null || this.foot === 'loading') return;
    const { asked, cursor } = this;
    this.foot = 'loading';
    const outcome = await call('mall.list', { ...this.input(), cursor });
    if (asked !== this.asked) return;
    runInAction(() => {
      if (!outcome.ok) {
        this.foot = 'failed';
        return;
      }
      this.pages = [...this.pages, outcome.data.rewards];
      this.turn(outcome.data.nextCursor);
    });
  }

  choose(category: string): Promise<void> | undefined {
    if (category === this.category) return undefined;
    this.category = category;
    return this.startOver();
  }

  narrow(affordable: boolean): Promise<void> | undefined {
    if (affordable === this.affordable) return undefined;
    this.affordable = affordable;
    keep('mall-affordable', affordable);
    return this.startOver();
  }

  /** Everything again. */
  widen(): Promise<void> {
    this.category = '';
    this.affordable = false;
    keep('mall-affordable', false);
    return this.startOver();
  }

  private startOver(): Promise<void> {
    this.pages = [];
    this.feature = null;
    this.edition += 1;
    this.foot = 'end';
    return this.open();
  }

  private input(): MallInput {
    return {
      limit: PAGE,
      ...(this.category ? { category: this.category } : {}),
      ...(this.affordable ? { affordable: true } : {}),
    };
  }

  private adopt(view: MallView): void {
    this.categories = view.categories;
    this.feature = view.feature;
    // A list that is being read further down is not taken away above: only its first page is drawn anew.
    const together = !this.affordable && this.pages.length > 1 && this.pages[0]?.length === view.rewards.length;
    this.pages = together ? [view.rewards, ...this.pages.slice(1)] : [view.rewards];
    if (!together) this.turn(view.nextCursor);
    this.today = view.today;
    this.phase = 'ready';
    this.edition += 1;
    this.fetchedAt = Date.now();
    this.fetchedSeq = membership.member?.seq ?? -1;
    membership.heard(view.available);
    if (this.category || this.affordable) return;
    keep<Kept>('mall', {
      categories: view.categories,
      feature: view.feature,
      rewards: view.rewards,
      today: view.today,
    });
  }

  private fail(problem: Problem): void {
    this.problem = problem;
    if (problem.code === 'MODULE_OFF') dropKept('mall');
    if (this.pages.length === 0) this.phase = 'failed';
  }

  private turn(nextCursor: string | null): void {
    this.cursor = nextCursor;
    this.foot = nextCursor === null ? 'end' : 'more';
  }

  private showSkeleton(): boolean {
    if (this.pages.length === 0) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const mall = new Mall();
