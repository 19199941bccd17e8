import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ActionView } from '../../../typings/api/staff';
import type { Fen } from '../../../typings/domain';
import { notice } from '../../stores/notice';
import { Paged } from '../../stores/paged';
import { settings } from '../../stores/settings';
import { money } from '../../views/figures';
import { call } from '../services/staff';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { desk } from './desk';

/** Everything that was done at the counter, newest first. */
export const recent = new Paged<ActionView>(async (input) => {
  const outcome = await call('counter.recent', input);
  if (!outcome.ok) return outcome;
  const { actions, nextCursor, today } = outcome.data;
  runInAction(() => desk.clock(outcome.data));
  return { ok: true, data: { items: actions, nextCursor, today } };
});

/** The sale of which something goes back. */
class Refunding {
  asked: ActionView | null = null;
  /** Keyed in yuan, as it stands in the field. */
  text = '';
  /** The amount was looked at once more. */
  checked = false;
  working = false;

  constructor() {
    makeAutoObservable(this);
  }

  ask(action: ActionView | undefined): void {
    if (!action || this.working) return;
    this.asked = action;
    this.text = '';
    this.checked = false;
  }

  type(text: string): void {
    this.text = text;
    this.checked = false;
  }

  check(): void {
    this.checked = true;
  }

  forget(): void {
    if (!this.working) this.asked = null;
  }

  async confirm(amountFen: Fen): Promise<boolean> {
    const { asked } = this;
    if (!asked || this.working || !this.checked) return false;
    this.working = true;
    const outcome = await call('counter.refund', { action: asked.id, amountFen });
    runInAction(() => {
      this.working = false;
      if (outcome.ok) this.asked = null;
    });
    const own = staffWords();
    notice.say(
      outcome.ok ? own.recent.refunded(money(amountFen)) : staffSentence(outcome.problem, settings.words, own),
    );
    return outcome.ok;
  }
}

export const refunding = new Refunding();
