import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ImportView } from '../../../typings/api/transfer';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { call, type Problem } from '../services/staff';
import { transferSentence } from '../services/transfer';

/** Beyond that the timer goes on: the cloud does not answer as it should. */
const STUMBLES_MAX = 4;

/** One import: what it would do, what it has done, and its undoing. */
class Importing {
  view: ImportView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  asked: 'apply' | 'undo' | null = null;
  working = false;
  private visible = false;
  private id = '';

  constructor() {
    makeAutoObservable<Importing, 'visible' | 'id'>(this, { visible: false, id: false });
  }

  async open(id = this.id): Promise<void> {
    this.visible = true;
    this.id = id;
    this.problem = null;
    const outcome = await patiently(call('imports.view', { id }), () => this.wait());
    if (!this.visible || id !== this.id) return;
    runInAction(() => {
      this.view = outcome.ok ? outcome.data : this.view;
      this.problem = outcome.ok ? null : outcome.problem;
      this.phase = outcome.ok ? 'ready' : 'failed';
    });
    if (this.view?.state === 'applying') void this.carry('imports.apply');
    if (this.view?.state === 'undoing') void this.carry('imports.undo');
  }

  leave(): void {
    this.visible = false;
    this.view = null;
    this.phase = 'blank';
    this.asked = null;
  }

  ask(what: 'apply' | 'undo' | null): void {
    if (!this.working) this.asked = what;
  }

  async confirm(): Promise<void> {
    const { asked } = this;
    if (!asked || this.working) return;
    await this.carry(asked === 'apply' ? 'imports.apply' : 'imports.undo');
  }

  /** One step after the other while the page is seen. */
  private async carry(action: 'imports.apply' | 'imports.undo'): Promise<void> {
    if (this.working) return;
    this.working = true;
    const ends = action === 'imports.apply' ? 'applied' : 'undone';
    let stumbles = 0;
    let problem: Problem | null = null;
    while (this.visible && stumbles < STUMBLES_MAX && (this.view?.state !== ends || problem)) {
      const outcome = await call(action, { id: this.id });
      problem = outcome.ok ? null : outcome.problem;
      stumbles = outcome.ok ? 0 : stumbles + 1;
      const again = !problem || problem.uncertain || problem.code === 'BUSY' || problem.code === 'OFFLINE';
      runInAction(() => {
        if (outcome.ok && this.visible) this.view = outcome.data;
        this.asked = null;
      });
      if (!again) break;
    }
    runInAction(() => {
      this.working = false;
    });
    if (problem && this.visible) notice.say(transferSentence(problem, settings.words));
  }

  private wait(): boolean {
    if (this.view) return false;
    this.phase = 'skeleton';
    return true;
  }
}

export const importing = new Importing();
