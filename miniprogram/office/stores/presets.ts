import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';
import type { PresetCode, PresetView, ProgrammeActions } from '../../../typings/api/programme';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { call, type Problem } from '../services/staff';
import { programmeWords } from '../words/programme/index';
import { programme, refusedBecause } from './programme';

/** A trade's rules and goods in one tap, after what changes and what stays has been said. */
class Presets {
  view: ProgrammeActions['programme.presets'][1] | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  /** Whose content is spread out. */
  shown: PresetCode | null = null;
  asked: PresetCode | null = null;
  working = false;

  constructor() {
    makeAutoObservable(this, { view: observable.ref });
  }

  get asking(): PresetView | null {
    return this.view?.presets.find(({ code }) => code === this.asked) ?? null;
  }

  async open(): Promise<void> {
    this.problem = null;
    if (!this.view) this.phase = 'blank';
    const reading = Promise.all([call('programme.presets', {}), programme.forms ? null : programme.open()]);
    const [outcome] = await patiently(reading, () => this.wait());
    runInAction(() => {
      if (outcome.ok) {
        this.view = outcome.data;
        this.phase = 'ready';
        return;
      }
      this.problem = outcome.problem;
      if (!this.view) this.phase = 'failed';
    });
  }

  spread(code: PresetCode): void {
    this.shown = this.shown === code ? null : code;
  }

  ask(code: PresetCode): void {
    this.asked = code;
  }

  forget(): void {
    if (!this.working) this.asked = null;
  }

  /** Where somebody has changed the rules meanwhile, what is asked about is read again. */
  async use(): Promise<boolean> {
    const { asked, view } = this;
    if (!asked || !view || this.working) return false;
    this.working = true;
    const outcome = await call('programme.usePreset', { preset: asked, rev: view.rev });
    runInAction(() => {
      this.working = false;
      this.asked = null;
      if (outcome.ok) programme.adopt(outcome.data);
    });
    const { presets } = programmeWords();
    notice.say(outcome.ok ? presets.done(presets.names[asked]) : refusedBecause(outcome.problem));
    await this.open();
    return outcome.ok;
  }

  leave(): void {
    this.asked = null;
    this.shown = null;
  }

  private wait(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const presets = new Presets();
