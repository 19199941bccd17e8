import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { CategoryView, RewardRow, RewardsInput } from '../../../typings/api/catalogue';
import { notice } from '../../stores/notice';
import { Paged } from '../../stores/paged';
import { settings } from '../../stores/settings';
import { figure } from '../../views/figures';
import { call, type Problem } from '../services/staff';
import { staffSentence } from '../views/problem';
import { catalogueWords } from '../words/catalogue/index';
import { staffWords } from '../words/index';

export type GoodsSegment = RewardsInput['segment'];

/** Rewards that are arranged at once. */
const ARRANGED = 200;

/** The catalogue, the reward whose units or state are being changed, and the order that is being made. */
class Goods {
  segment: GoodsSegment = 'on';
  category = '';
  categories: CategoryView[] = [];
  readonly list = new Paged<RewardRow>(async (input) => {
    const within = this.category === '' ? {} : { category: this.category };
    const outcome = await call('rewards.list', { segment: this.segment, ...within, ...input });
    if (!outcome.ok) return outcome;
    const { rewards: items, categories, nextCursor, today } = outcome.data;
    runInAction(() => {
      this.categories = categories;
    });
    return { ok: true, data: { items, nextCursor, today } };
  });
  asked: RewardRow | null = null;
  by = 1;
  working = false;
  /** In the order that is being made; null while nothing is arranged. */
  arranging: RewardRow[] | null = null;
  private was: string[] = [];

  constructor() {
    makeAutoObservable<Goods, 'was'>(this, { list: false, was: false });
  }

  choose(segment: GoodsSegment): void {
    this.segment = segment;
    this.refresh();
  }

  within(category: string): void {
    this.category = category;
    this.refresh();
  }

  ask(row: RewardRow | undefined): void {
    if (!row || this.working) return;
    this.asked = row;
    this.by = 1;
  }

  forget(): void {
    if (!this.working) this.asked = null;
  }

  /** Zero is no change: it is stepped over. */
  step(by: number): void {
    const next = this.by + by;
    this.by = next === 0 ? Math.sign(by) : next;
  }

  async restock(): Promise<void> {
    const { asked, by } = this;
    if (!asked || this.working) return;
    this.working = true;
    const outcome = await call('rewards.restock', { id: asked.id, by });
    const words = catalogueWords().goods;
    runInAction(() => {
      this.working = false;
      if (outcome.ok) this.put(outcome.data);
    });
    if (outcome.ok) notice.say(words.restocked(figure(outcome.data.stock?.left ?? 0)));
    else if (outcome.problem.code === 'OUT_OF_STOCK')
      notice.say(words.tooFew(figure(Number(outcome.problem.details?.left ?? 0))));
    else this.say(outcome.problem);
  }

  async flip(): Promise<void> {
    const { asked } = this;
    if (!asked || this.working) return;
    this.working = true;
    const on = asked.state === 'off';
    const outcome = await call('rewards.switch', { id: asked.id, on });
    runInAction(() => {
      this.working = false;
      if (outcome.ok) this.asked = null;
    });
    if (!outcome.ok) return this.say(outcome.problem);
    notice.say(catalogueWords().goods.switched[on ? 'on' : 'off']);
    await this.list.open();
  }

  async arrange(): Promise<void> {
    if (this.working) return;
    this.working = true;
    const outcome = await call('rewards.list', { segment: 'on', limit: ARRANGED });
    runInAction(() => {
      this.working = false;
      if (!outcome.ok) return;
      const rows = [...outcome.data.rewards].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
      this.arranging = rows;
      this.was = rows.map(({ id }) => id);
    });
    if (!outcome.ok) this.say(outcome.problem);
    else if (outcome.data.nextCursor !== null) notice.say(catalogueWords().goods.arrangeMost);
  }

  /** To another place in the order that is being made. */
  move(id: string, to: 'up' | 'down' | 'top'): void {
    if (!this.arranging) return;
    const from = this.arranging.findIndex((each) => each.id === id);
    const row = this.arranging[from];
    const place = to === 'top' ? 0 : to === 'up' ? from - 1 : from + 1;
    if (!row || place < 0 || place >= this.arranging.length) return;
    const others = this.arranging.filter((each) => each !== row);
    this.arranging = [...others.slice(0, place), row, ...others.slice(place)];
  }

  get moved(): boolean {
    return this.arranging?.some(({ id }, place) => id !== this.was[place]) ?? false;
  }

  endArranging(): void {
    if (!this.working) this.arranging = null;
  }

  async saveOrder(): Promise<void> {
    const { arranging, was } = this;
    if (!arranging || this.working) return;
    this.working = true;
    const outcome = await call('rewards.arrange', { ids: arranging.map(({ id }) => id), was: [...was] });
    const words = catalogueWords().goods;
    runInAction(() => {
      this.working = false;
      if (outcome.ok) this.arranging = null;
    });
    if (outcome.ok) {
      notice.say(words.arranged);
      await this.list.open();
    } else if (outcome.problem.code === 'OUTDATED') {
      notice.say(words.arrangeOld);
      await this.arrange();
    } else this.say(outcome.problem);
  }

  leave(): void {
    this.asked = null;
    this.arranging = null;
    this.segment = 'on';
    this.category = '';
    this.list.leave();
  }

  private refresh(): void {
    this.list.leave();
    void this.list.open();
  }

  private put(row: RewardRow): void {
    this.asked = row;
    this.by = 1;
    this.list.items = this.list.items.map((each) => (each.id === row.id ? row : each));
  }

  private say(problem: Problem): void {
    notice.say(staffSentence(problem, settings.words, staffWords()));
  }
}

export const goods = new Goods();
