import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ActionView, DoneView } from '../../../typings/api/staff';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { call } from '../services/staff';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { desk } from './desk';

/** The act somebody wants to undo: asked about first, then undone once. */
class Undoing {
  asked: ActionView | null = null;
  working = false;

  constructor() {
    makeAutoObservable(this);
  }

  ask(action: ActionView | undefined): void {
    if (action && !this.working) this.asked = action;
  }

  forget(): void {
    if (!this.working) this.asked = null;
  }

  async confirm(): Promise<DoneView | null> {
    const { asked } = this;
    if (!asked || this.working) return null;
    this.working = true;
    const outcome = await call('counter.undo', { action: asked.id });
    runInAction(() => {
      this.working = false;
      this.asked = null;
      if (!outcome.ok) return;
      desk.note(outcome.data.action);
      desk.clock(outcome.data);
    });
    const own = staffWords();
    notice.say(outcome.ok ? own.undo.done : staffSentence(outcome.problem, settings.words, own));
    return outcome.ok ? outcome.data : null;
  }
}

export const undoing = new Undoing();
