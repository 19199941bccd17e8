import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';
import type { ColoursView, Held, ShopLook } from '../../../typings/api/shop';
import { membership } from '../../stores/membership';
import { call, type Problem } from '../services/staff';
import { type LookDraft, lookDraft, lookErrors, lookOf, lookSections } from '../views/look';
import { shopWords } from '../words/shop/index';
import { Editing, type HeldOutcome } from './editing';

type Answer = { ok: true; data: Held<ShopLook> } | { ok: false; problem: Problem };

function held(outcome: Answer): HeldOutcome<LookDraft> {
  if (!outcome.ok) return outcome;
  const { content, rev } = outcome.data;
  return { ok: true, data: { content: lookDraft(content), rev } };
}

/** Name, colours, address and whom to ask. */
export const shopLook = new Editing<LookDraft>({
  load: async () => held(await call('shop.look', {})),
  save: async (draft, rev) => {
    const outcome = await call('shop.saveLook', { content: lookOf(draft), rev });
    // The staff see their own change as soon as a shopper does.
    if (outcome.ok) void membership.refresh();
    return held(outcome);
  },
  sections: (draft) => lookSections(draft, shopWords()),
  check: (draft) => lookErrors(draft, shopWords()),
});

const PAUSE_MS = 250;

/** What would be derived from the colour that is chosen, as the cloud derives it. */
class Colours {
  view: ColoursView | null = null;
  private timer = 0;
  private asked = '';

  constructor() {
    makeAutoObservable<Colours, 'timer' | 'asked'>(this, { view: observable.ref, timer: false, asked: false });
  }

  /** After the last of several quick changes. */
  show(colour: string): void {
    if (!/^#[0-9A-Fa-f]{6}$/.test(colour) || colour === this.asked) return;
    this.asked = colour;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.fetch(colour), this.view ? PAUSE_MS : 0);
  }

  leave(): void {
    clearTimeout(this.timer);
    this.asked = '';
    this.view = null;
  }

  private async fetch(colour: string): Promise<void> {
    const outcome = await call('shop.colours', { colour });
    runInAction(() => {
      if (outcome.ok && this.asked === colour) this.view = outcome.data;
      else if (!outcome.ok) this.asked = '';
    });
  }
}

export const colours = new Colours();
