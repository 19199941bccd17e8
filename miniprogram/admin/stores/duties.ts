import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { DutiesView } from '../../../typings/api/team';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { call, type Problem } from '../services/staff';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { teamWords } from '../words/team/index';
import { desk } from './desk';

/** Who may do what; and leaving, which anybody may. */
class Duties {
  view: DutiesView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  asking = false;
  leaving = false;

  constructor() {
    makeAutoObservable(this);
  }

  async open(): Promise<void> {
    this.problem = null;
    if (!this.view) this.phase = 'blank';
    const outcome = await patiently(call('staff.duties', {}), () => this.wait());
    runInAction(() => {
      if (outcome.ok) {
        this.view = outcome.data;
        this.phase = 'ready';
      } else {
        this.problem = outcome.problem;
        if (!this.view) this.phase = 'failed';
      }
    });
  }

  ask(asking: boolean): void {
    if (!this.leaving) this.asking = asking;
  }

  /** True when they are gone. */
  async leave(): Promise<boolean> {
    if (this.leaving) return false;
    this.leaving = true;
    const outcome = await call('staff.leave', {});
    runInAction(() => {
      this.leaving = false;
      this.asking = false;
      if (outcome.ok) desk.adopt(outcome.data);
    });
    if (outcome.ok) notice.say(teamWords().duties.left);
    else if (outcome.problem.details?.reason === 'lastOwner') notice.say(teamWords().team.lastOwner);
    else notice.say(staffSentence(outcome.problem, settings.words, staffWords()));
    return outcome.ok;
  }

  private wait(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const duties = new Duties();
