import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';
import type { FormsView, ProgrammeDraft, ProgrammeView } from '../../../typings/api/programme';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { call, type Outcome, type Problem } from '../services/staff';
import { staffSentence } from '../views/problem';
import type { Known } from '../views/rules/asking';
import { staffWords } from '../words/index';
import { programmeWords } from '../words/programme/index';

const NO_FORMS: FormsView = { conditions: [], gives: [], stores: [], templates: [] };

type Answered = Outcome<'programme.view' | 'programme.save' | 'programme.publish' | 'programme.discard'>;

/** Somebody was first, something is wrong with the rules, or it did not get there. */
export function refusedBecause(problem: Problem): string {
  if (problem.code === 'OUTDATED') return programmeWords().rules.outdated;
  const reason = problem.code === 'PROGRAMME_INVALID' ? problem.details?.reason : undefined;
  return reason ? String(reason) : staffSentence(problem, settings.words, staffWords());
}

/** The rules in force, the draft beside them, and what leads from one to the other. */
class Programme {
  view: ProgrammeView | null = null;
  forms: FormsView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  working = false;

  constructor() {
    makeAutoObservable(this, { view: observable.ref, forms: observable.ref });
  }

  /** What is edited: the draft, or as long as there is none what is in force. */
  get draft(): ProgrammeDraft | null {
    return this.view ? (this.view.draft ?? this.view.current) : null;
  }

  /** What forms and sentences of a draft need to know. */
  knownOf(draft: ProgrammeDraft): Known {
    return {
      forms: this.forms ?? NO_FORMS,
      tiers: draft.tiers.list.map(({ code, name }) => ({ code, name })),
      points: membership.points,
      words: settings.words,
      own: programmeWords(),
      today: this.view?.today ?? ('' as Known['today']),
    };
  }

  async open(): Promise<void> {
    this.problem = null;
    if (!this.view) this.phase = 'blank';
    const reading = Promise.all([call('programme.view', {}), call('programme.forms', {})]);
    const [view, forms] = await patiently(reading, () => this.wait());
    runInAction(() => {
      if (forms.ok) this.forms = forms.data;
      if (view.ok && this.forms) this.adopt(view.data);
      else this.fail(view.ok ? (forms as { problem: Problem }).problem : view.problem);
    });
  }

  adopt(view: ProgrammeView): void {
    this.view = view;
    this.phase = 'ready';
  }

  /** What another has made of it; what was shown stays when it cannot be read. */
  async refresh(): Promise<ProgrammeView | Problem> {
    const outcome = await call('programme.view', {});
    if (outcome.ok) runInAction(() => this.adopt(outcome.data));
    return outcome.ok ? outcome.data : outcome.problem;
  }

  async save(draft: ProgrammeDraft): Promise<boolean> {
    return this.does((rev) => call('programme.save', { draft, rev }));
  }

  async publish(): Promise<boolean> {
    return this.does((rev) => call('programme.publish', { rev }));
  }

  async discard(): Promise<boolean> {
    return this.does((rev) => call('programme.discard', { rev }));
  }

  /** Changes it, or says why not; where somebody was first, what they made is shown. */
  private async does(act: (rev: number) => Promise<Answered>): Promise<boolean> {
    if (!this.view || this.working) return false;
    this.working = true;
    const outcome = await act(this.view.rev);
    if (!outcome.ok && (outcome.problem.code === 'OUTDATED' || outcome.problem.code === 'PROGRAMME_INVALID'))
      await this.refresh();
    runInAction(() => {
      this.working = false;
      if (outcome.ok) this.adopt(outcome.data);
    });
    if (!outcome.ok) notice.say(refusedBecause(outcome.problem));
    return outcome.ok;
  }

  private wait(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }

  private fail(problem: Problem): void {
    this.problem = problem;
    if (!this.view) this.phase = 'failed';
  }
}

export const programme = new Programme();
