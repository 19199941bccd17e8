import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';
import type { TemplateRow, TemplatesView } from '../../../typings/api/catalogue';
import type { DayKey } from '../../../typings/domain';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { figure } from '../../views/figures';
import { call, type Problem } from '../services/staff';
import { linesOf } from '../views/lines';
import { staffSentence } from '../views/problem';
import { EMPTY_TEMPLATE, type TemplateForm, templateDraft, templateForm } from '../views/template-form';
import { templateSections, wrongInTemplate } from '../views/template-sections';
import { catalogueWords } from '../words/catalogue/index';
import { staffWords } from '../words/index';
import { Editing, type HeldOutcome } from './editing';

const CODES_MAX = 1_000;

/** Coupon templates: all of them, and the one in the editor. */
class Templates {
  view: TemplatesView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  segment: 'on' | 'off' = 'on';
  asked: TemplateRow | null = null;
  working = false;
  /** Of the one in the editor; null: it is being made. */
  code: string | null = null;
  codes = '';
  codesWrong = '';
  /** Which text of it has which number, so that a change of it can be told. */
  private marks: string[] = [''];
  readonly edit: Editing<TemplateForm> = new Editing<TemplateForm>({
    load: () => this.loadOne(),
    save: (form, rev) => this.saveOne(form, rev),
    sections: (form) => templateSections(form, this.about, this.row, catalogueWords()),
    check: (form) => wrongInTemplate(form, this.row, catalogueWords()),
    fresh: () => this.code === null,
  });

  constructor() {
    makeAutoObservable<Templates, 'marks'>(this, { edit: false, marks: false, view: observable.ref });
  }

  get rows(): TemplateRow[] {
    return (this.view?.templates ?? []).filter(({ template }) => template.state === this.segment);
  }

  get row(): TemplateRow | null {
    return this.view?.templates.find(({ code }) => code === this.code) ?? null;
  }

  get about(): Pick<TemplatesView, 'stores' | 'tiers' | 'words'> {
    return this.view ?? { stores: [], tiers: [], words: { categories: [], stacking: [] } };
  }

  get today(): DayKey {
    return this.view?.today ?? ('' as DayKey);
  }

  async open(): Promise<void> {
    this.problem = null;
    if (!this.view) this.phase = 'blank';
    const outcome = await patiently(call('templates.list', {}), () => this.wait());
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

  choose(segment: 'on' | 'off'): void {
    this.segment = segment;
  }

  ask(row: TemplateRow | undefined): void {
    if (row && !this.working) this.asked = row;
  }

  forget(): void {
    if (!this.working) this.asked = null;
  }

  async flip(): Promise<void> {
    const { asked } = this;
    if (!asked || this.working) return;
    this.working = true;
    const on = asked.template.state === 'off';
    const outcome = await call('templates.switch', { code: asked.code, on });
    const words = catalogueWords().templates;
    runInAction(() => {
      this.working = false;
      this.asked = null;
      if (outcome.ok) this.put(outcome.data);
    });
    const awaited = !outcome.ok && ['promised', 'brought'].includes(String(outcome.problem.details?.reason));
    if (outcome.ok) notice.say(words.switched[on ? 'on' : 'off']);
    else notice.say(awaited ? words.awaited : staffSentence(outcome.problem, settings.words, staffWords()));
  }

  begin(code: string | null): void {
    this.edit.leave();
    this.code = code;
    this.codes = '';
    this.codesWrong = '';
    void this.edit.open();
  }

  writeCodes(text: string): void {
    this.codes = text;
    this.codesWrong = '';
  }

  async addCodes(): Promise<void> {
    const { template: words } = catalogueWords();
    const codes = linesOf(this.codes);
    if (this.code === null || this.working) return;
    if (codes.length === 0 || codes.length > CODES_MAX) {
      this.codesWrong = codes.length === 0 ? words.codesNone : words.codesMany;
      return;
    }
    this.working = true;
    const outcome = await call('pools.add', { template: this.code, codes });
    runInAction(() => {
      this.working = false;
      if (outcome.ok) this.codes = '';
      else this.codesWrong = this.whyNotAdded(outcome.problem);
    });
    if (!outcome.ok) return;
    notice.say(words.codesAdded(figure(outcome.data.added), figure(outcome.data.present)));
    await this.open();
  }

  leave(): void {
    this.asked = null;
  }

  private whyNotAdded(problem: Problem): string {
    const at = problem.details?.at;
    if (typeof at === 'number') return catalogueWords().template.codesWrong(figure(at + 1));
    return staffSentence(problem, settings.words, staffWords());
  }

  private async loadOne(): Promise<HeldOutcome<TemplateForm>> {
    const outcome = await call('templates.list', {});
    if (!outcome.ok) return outcome;
    runInAction(() => {
      this.view = outcome.data;
      this.phase = 'ready';
    });
    return { ok: true, data: this.heldOf(this.row) };
  }

  private async saveOne(form: TemplateForm, rev: number): Promise<HeldOutcome<TemplateForm>> {
    const wanted = { code: this.code, mark: this.marks[rev] ?? '', template: templateDraft(form) };
    const outcome = await call('templates.save', wanted);
    if (!outcome.ok) return outcome;
    runInAction(() => {
      this.code = outcome.data.code;
      this.put(outcome.data);
    });
    return { ok: true, data: this.heldOf(outcome.data) };
  }

  private heldOf(row: TemplateRow | null) {
    return { content: templateForm(row?.template ?? EMPTY_TEMPLATE), rev: this.numberOf(row?.mark ?? '') };
  }

  private numberOf(mark: string): number {
    if (!this.marks.includes(mark)) this.marks.push(mark);
    return this.marks.indexOf(mark);
  }

  private put(row: TemplateRow): void {
    if (!this.view) return;
    const { templates } = this.view;
    const known = templates.some(({ code }) => code === row.code);
    const next = known ? templates.map((each) => (each.code === row.code ? row : each)) : [...templates, row];
    this.view = { ...this.view, templates: next };
  }

  private wait(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const templates = new Templates();
