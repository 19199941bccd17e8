import { makeAutoObservable } from 'mobx-miniprogram';
import { notice } from '../../stores/notice';
import { call, type Outcome } from '../services/staff';
import type { Section } from '../views/form';
import { catalogueWords } from '../words/catalogue/index';
import { Editing, type HeldOutcome } from './editing';

const MOST = 12;
const NAME_MAX = 8;

interface Named {
  /** Null: it is new. */
  code: string | null;
  name: string;
  rewards: number;
}

export interface CategoryForm {
  list: Named[];
}

function held(outcome: Outcome<'categories.view'>): HeldOutcome<CategoryForm> {
  if (!outcome.ok) return outcome;
  const { rev, list } = outcome.data;
  return { ok: true, data: { content: { list }, rev } };
}

function sections({ list }: CategoryForm): Section[] {
  const words = catalogueWords().categories;
  return list.map((_, n) => ({
    title: '',
    fields: [{ name: `list.${n}.name`, label: words.name(n + 1), type: 'line', max: NAME_MAX, required: true }],
  }));
}

/** The mall's categories, as a list that is saved as one. */
class Categories {
  readonly edit: Editing<CategoryForm> = new Editing<CategoryForm>({
    load: async () => held(await call('categories.view', {})),
    save: async ({ list }, rev) =>
      held(await call('categories.save', { rev, list: list.map(({ code, name }) => ({ code, name })) })),
    sections,
    check: ({ list }) => {
      const names = list.map(({ name }) => name.trim());
      const twice = names.findIndex((name, n) => name !== '' && names.indexOf(name) < n);
      return twice < 0 ? {} : { [`list.${twice}.name`]: catalogueWords().categories.twice };
    },
    label: () => catalogueWords().categories.list,
  });

  constructor() {
    makeAutoObservable(this, { edit: false });
  }

  get list(): Named[] {
    return this.edit.draft?.list ?? [];
  }

  add(): void {
    const { many } = catalogueWords().categories;
    if (this.list.length >= MOST) notice.say(many);
    else this.put([...this.list, { code: null, name: '', rewards: 0 }]);
  }

  move(place: number, by: 1 | -1): void {
    const [row, other] = [this.list[place], this.list[place + by]];
    if (row && other) this.put(this.list.map((each, at) => (at === place ? other : at === place + by ? row : each)));
  }

  /** What still has rewards stays: they would stand nowhere. */
  remove(place: number): void {
    const row = this.list[place];
    if (row && row.rewards > 0) notice.say(catalogueWords().categories.used(row.name));
    else this.put(this.list.filter((_, at) => at !== place));
  }

  private put(list: Named[]): void {
    this.edit.set('list', list);
  }
}

export const categories = new Categories();
