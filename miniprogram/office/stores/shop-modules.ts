import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ConsequencesView, Modules } from '../../../typings/api/shop';
import type { ModuleName } from '../../../typings/domain';
import { patiently } from '../../services/patience';
import { membership, type Phase } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { call, type Problem } from '../services/staff';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { shopWords } from '../words/shop/index';

/** What the shop offers, and what switching one of it would mean: said with real figures before anything is switched. */
class ShopModules {
  modules: Modules | null = null;
  rev = 0;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  /** Whose figures are being counted. */
  asking: ModuleName | null = null;
  asked: ConsequencesView | null = null;
  switching = false;

  constructor() {
    makeAutoObservable(this);
  }

  async open(): Promise<void> {
    this.problem = null;
    const outcome = await patiently(call('shop.modules', {}), () => this.wait());
    runInAction(() => {
      if (outcome.ok) {
        this.modules = outcome.data.content;
        this.rev = outcome.data.rev;
        this.phase = 'ready';
      } else {
        this.problem = outcome.problem;
        if (!this.modules) this.phase = 'failed';
      }
    });
  }

  async ask(module: ModuleName): Promise<void> {
    if (!this.modules || this.asking || this.switching) return;
    this.asking = module;
    const outcome = await call('modules.consequences', { module, on: !this.modules[module] });
    runInAction(() => {
      this.asking = null;
      if (outcome.ok) this.asked = outcome.data;
    });
    if (!outcome.ok) notice.say(staffSentence(outcome.problem, settings.words, staffWords()));
  }

  forget(): void {
    if (!this.switching) this.asked = null;
  }

  async confirm(): Promise<void> {
    const { asked, rev } = this;
    if (!asked || this.switching) return;
    this.switching = true;
    const { module, on } = asked;
    const outcome = await call('modules.switch', { module, on, rev });
    runInAction(() => {
      this.switching = false;
      this.asked = null;
      if (!outcome.ok) return;
      this.modules = outcome.data.content;
      this.rev = outcome.data.rev;
    });
    if (outcome.ok) {
      const { names, switched } = shopWords().modules;
      notice.say(switched[on ? 'on' : 'off'](names[module]));
      void membership.refresh();
    } else if (outcome.problem.code === 'OUTDATED') {
      notice.say(shopWords().modules.outdated);
      await this.open();
    } else {
      notice.say(staffSentence(outcome.problem, settings.words, staffWords()));
    }
  }

  leave(): void {
    this.modules = null;
    this.asked = null;
    this.phase = 'blank';
  }

  private wait(): boolean {
    if (!this.modules) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const shopModules = new ShopModules();
