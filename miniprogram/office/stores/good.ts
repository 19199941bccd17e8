import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';
import type { DayKey } from '../../../typings/domain';
import { membership } from '../../stores/membership';
import { call, type Outcome } from '../services/staff';
import { type RewardAbout, type RewardForm, rewardDraft, rewardForm, unitsToBegin } from '../views/reward-form';
import { detailSections, discountSections, rewardSections, wrongInReward } from '../views/reward-sections';
import { catalogueWords } from '../words/catalogue/index';
import { Editing, type HeldOutcome } from './editing';

const NOTHING: RewardAbout = {
  choices: { categories: [], tiers: [], stores: [], templates: [], rights: [], payable: true },
  stock: null,
};

/** One reward in the editor. */
class Good {
  /** Null: it is being made. */
  id: string | null = null;
  about: RewardAbout = NOTHING;
  today = '' as DayKey;
  readonly edit: Editing<RewardForm> = new Editing<RewardForm>({
    load: async () => this.held(await call('rewards.view', { id: this.id })),
    save: async (form, version) => {
      const made = unitsToBegin(form, this.about.stock);
      return this.held(await call('rewards.save', { id: this.id, version, reward: rewardDraft(form), made }));
    },
    sections: (form) => {
      const words = catalogueWords();
      const main = rewardSections(form, this.about, membership.points.name, words);
      return [...main, ...discountSections(form, words), ...detailSections(form, words)];
    },
    check: (form) => wrongInReward(form, this.about, catalogueWords()),
    label: (path) => {
      const { good } = catalogueWords();
      return path === 'discounts' ? good.discounts : path === 'detail' ? good.detail : '';
    },
    fresh: () => this.id === null,
  });

  constructor() {
    makeAutoObservable(this, { edit: false, about: observable.ref });
  }

  begin(id: string | null): void {
    this.edit.leave();
    this.id = id;
    this.about = NOTHING;
    void this.edit.open();
  }

  addDiscount(): void {
    const { draft } = this.edit;
    const fresh = { name: '', weekdays: [], monthDays: [], rate: 80 };
    if (draft) this.edit.set('discounts', [...draft.discounts, fresh]);
  }

  addParagraph(): void {
    const { draft } = this.edit;
    if (draft) this.edit.set('detail', [...draft.detail, { heading: '', text: '' }]);
  }

  remove(list: 'discounts' | 'detail', place: number): void {
    const all: readonly object[] = this.edit.draft?.[list] ?? [];
    this.edit.set(
      list,
      all.filter((_, at) => at !== place),
    );
  }

  private held(outcome: Outcome<'rewards.view'>): HeldOutcome<RewardForm> {
    if (!outcome.ok) return outcome;
    const { id, version, reward, stock, choices, today } = outcome.data;
    runInAction(() => {
      this.id = id;
      this.about = { choices, stock };
      this.today = today;
    });
    return { ok: true, data: { content: rewardForm(reward), rev: version } };
  }
}

export const good = new Good();
