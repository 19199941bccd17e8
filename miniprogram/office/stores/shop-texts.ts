import { makeAutoObservable, observable } from 'mobx-miniprogram';
import type { Paragraph, ShopTexts, TextsView } from '../../../typings/api/shop';
import { membership } from '../../stores/membership';
import { figure } from '../../views/figures';
import { call, type Problem } from '../services/staff';
import { PARAGRAPHS_MAX, raised, textErrors, textSections, type Which } from '../views/texts';
import { formWords } from '../words/form/index';
import { shopWords } from '../words/shop/index';
import { Editing, type HeldOutcome } from './editing';

/** Which text and which paragraph of it is open, and what was taken out last. */
class Desk {
  which: Which = 'terms';
  open: number | null = null;
  removed: { which: Which; place: number; paragraph: Paragraph } | null = null;
  versions: TextsView['versions'] = { terms: '', privacy: '' };

  constructor() {
    makeAutoObservable(this, { removed: observable.ref, versions: observable.ref });
  }

  choose(which: Which): void {
    this.which = which;
    this.open = null;
  }

  show(place: number): void {
    this.open = this.open === place ? null : place;
  }

  knows(versions: TextsView['versions']): void {
    this.versions = versions;
    this.removed = null;
  }

  private list(): readonly Paragraph[] {
    return texts.draft?.[this.which] ?? [];
  }

  add(): void {
    const list = this.list();
    if (list.length >= PARAGRAPHS_MAX) return;
    texts.set(this.which, [...list, { heading: '', text: '' }]);
    this.open = list.length;
  }

  raise(place: number): void {
    if (place === 0) return;
    texts.set(this.which, raised(this.list(), place));
    this.open = place - 1;
  }

  remove(place: number): void {
    const paragraph = this.list()[place];
    if (!paragraph || this.list().length === 1) return;
    this.removed = { which: this.which, place, paragraph };
    this.open = null;
    texts.set(
      this.which,
      this.list().filter((_, at) => at !== place),
    );
  }

  putBack(): void {
    if (!this.removed) return;
    const { which, place, paragraph } = this.removed;
    this.removed = null;
    const list = [...(texts.draft?.[which] ?? [])];
    list.splice(place, 0, paragraph);
    texts.set(which, list);
  }

  /** Opens the first paragraph at which something is wrong. */
  seek(): void {
    const [, which, place] = /^(terms|privacy)\.(\d+)\./.exec(Object.keys(texts.errors)[0] ?? '') ?? [];
    if (!which) return;
    this.which = which as Which;
    this.open = Number(place);
  }

  leave(): void {
    this.which = 'terms';
    this.open = null;
    this.removed = null;
    texts.leave();
  }
}

export const textsDesk = new Desk();

function held(outcome: { ok: true; data: TextsView } | { ok: false; problem: Problem }): HeldOutcome<ShopTexts> {
  if (!outcome.ok) return outcome;
  textsDesk.knows(outcome.data.versions);
  return { ok: true, data: { content: outcome.data.content, rev: outcome.data.rev } };
}

/** What members agree to, and what is told them of their data. */
export const texts: Editing<ShopTexts> = new Editing<ShopTexts>({
  load: async () => held(await call('shop.texts', {})),
  save: async (draft, rev) => {
    const outcome = await call('shop.saveTexts', { content: draft, rev });
    if (outcome.ok) void membership.refresh();
    return held(outcome);
  },
  sections: () => textSections(textsDesk.which, textsDesk.open, shopWords()),
  check: (draft) =>
    textErrors(draft, shopWords(), (max) => {
      const { wrong } = formWords();
      return wrong.longer(figure(max));
    }),
  label: (path) => shopWords().texts.names[path.startsWith('privacy') ? 'privacy' : 'terms'],
});
