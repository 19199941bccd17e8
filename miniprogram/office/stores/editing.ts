/**
 * The store of an editor: what is stored, what is being written, what is wrong with it. What was typed is kept through refusals,
 * time-outs and somebody else's change; only leaving the page gives it up.
 *
 *   const look = new Editing<Look>({
 *     load: async () => held(await call('shop.look', {})),
 *     save: async (draft, rev) => held(await call('shop.saveLook', { ...draft, rev })),
 *     sections: (draft) => lookSections(draft, shopWords()),
 *   });
 *
 * A page binds `...editorFields(look)` and has `...editorMethods(look)` (services/editor.ts).
 */
import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import type { Problem } from '../services/staff';
import { type Clash, changed, checkField, clashes, fieldOf, getAt, rebased, setAt } from '../views/draft';
import { said } from '../views/field';
import type { Errors, Field, Section, Values } from '../views/form';
import { staffSentence } from '../views/problem';
import { formWords } from '../words/form/index';
import { staffWords } from '../words/index';

export interface Held<Draft> {
  content: Draft;
  rev: number;
}

export type HeldOutcome<Draft> = { ok: true; data: Held<Draft> } | { ok: false; problem: Problem };

export interface Ways<Draft> {
  load(): Promise<HeldOutcome<Draft>>;
  /** Answers what is stored now. */
  save(draft: Draft, rev: number): Promise<HeldOutcome<Draft>>;
  /** The form may follow from what has been chosen in it. */
  sections(draft: Draft): readonly Section[];
  /** Sentences by path, beyond what each field checks by itself. */
  check?(draft: Draft): Errors;
  /** Where the draft has what the server calls by another path; '' when nowhere. */
  placed?(path: string, draft: Draft): string;
  /** What a path without a field is called: 'tiers' → 等级. */
  label?(path: string, draft: Draft): string;
  /** Something new: there is something to save before anything was changed. */
  fresh?(): boolean;
}

export interface ClashRow {
  label: string;
  theirs: string;
  mine: string;
  both: boolean;
}

export class Editing<Draft extends object> {
  phase: Phase = 'blank';
  problem: Problem | null = null;
  base: Draft | null = null;
  draft: Draft | null = null;
  rev = 0;
  saving = false;
  /** Counts the attempts that stopped at a field: the form scrolls to it. */
  tries = 0;
  private touched: readonly string[] = [];
  private refused: Errors = {};
  private theirs: Held<Draft> | null = null;
  private visit = 0;

  constructor(private readonly ways: Ways<Draft>) {
    makeAutoObservable<Editing<Draft>, 'ways' | 'visit' | 'touched' | 'refused' | 'theirs'>(this, {
      ways: false,
      visit: false,
      base: observable.ref,
      draft: observable.ref,
      touched: observable.ref,
      refused: observable.ref,
      theirs: observable.ref,
    });
  }

  get sections(): readonly Section[] {
    return this.draft ? this.ways.sections(this.draft) : [];
  }

  get fields(): readonly Field[] {
    return this.sections.flatMap(({ fields }) => fields);
  }

  get values(): Values {
    return Object.fromEntries(this.fields.map(({ name }) => [name, getAt(this.draft, name) ?? null]));
  }

  /** Everything that is wrong, whether it is shown yet or not. */
  get wrong(): Errors {
    const { draft } = this;
    if (!draft) return {};
    const own = this.fields
      .map((field) => [field.name, checkField(field, getAt(draft, field.name), formWords())])
      .filter(([, sentence]) => sentence !== '');
    return { ...Object.fromEntries(own), ...this.ways.check?.(draft), ...this.refused };
  }

  /** At what has been touched; after an attempt to save, at everything. */
  get errors(): Errors {
    if (this.tries > 0) return this.wrong;
    const shown = (path: string) => path in this.refused || this.touched.includes(path);
    return Object.fromEntries(Object.entries(this.wrong).filter(([path]) => shown(path)));
  }

  /** Names of what is not saved yet. */
  get changes(): string[] {
    if (!this.draft) return [];
    return [...new Set(changed(this.base, this.draft).map((path) => this.labelOf(path)))];
  }

  get canSave(): boolean {
    return this.draft !== null && (this.changes.length > 0 || (this.ways.fresh?.() ?? false));
  }

  /** What stands between this draft and saving it; null when nothing does. */
  get clash(): ClashRow[] | null {
    const { theirs, draft, base } = this;
    if (!theirs || !draft || !base) return null;
    return clashes(base, theirs.content, draft).map((each) => this.row(each));
  }

  /** Reads what is stored. What has been written is not lost by it. */
  async open(): Promise<void> {
    this.visit += 1;
    const { visit } = this;
    this.problem = null;
    if (!this.draft) this.phase = 'blank';
    const outcome = await patiently(this.ways.load(), () => this.wait());
    if (visit !== this.visit) return;
    runInAction(() => {
      if (!outcome.ok) this.fail(outcome.problem);
      else if (this.changes.length === 0) this.adopt(outcome.data);
      else if (outcome.data.rev !== this.rev) this.meet(outcome.data);
    });
  }

  set(path: string, value: unknown): void {
    if (!this.draft) return;
    this.draft = setAt(this.draft, path, value);
    this.touched = [...new Set([...this.touched, path])];
    const stays = (each: string) => each !== path && !each.startsWith(`${path}.`);
    this.refused = Object.fromEntries(Object.entries(this.refused).filter(([each]) => stays(each)));
  }

  /** True when it is stored. Otherwise the reason stands at a field, in the clash sheet or in a notice. */
  async save(): Promise<boolean> {
    const { draft, rev } = this;
    if (!draft || this.saving) return false;
    this.refused = {};
    if (Object.keys(this.wrong).length > 0) {
      this.tries += 1;
      return false;
    }
    this.saving = true;
    const outcome = await this.ways.save(draft, rev);
    runInAction(() => {
      this.saving = false;
      if (outcome.ok) this.settle(draft, outcome.data);
    });
    if (outcome.ok) notice.say(formWords().foot.saved);
    else await this.refuse(outcome.problem);
    return outcome.ok;
  }

  /** Mine over what is stored now. */
  async keepMine(): Promise<boolean> {
    const { theirs, draft, base } = this;
    if (!theirs || !draft || !base) return false;
    this.draft = rebased(base, theirs.content, draft);
    this.base = theirs.content;
    this.rev = theirs.rev;
    this.theirs = null;
    return this.save();
  }

  keepTheirs(): void {
    if (this.theirs) this.adopt(this.theirs);
    notice.say(formWords().clash.refreshed);
  }

  /** Neither yet. */
  putOff(): void {
    this.theirs = null;
  }

  leave(): void {
    this.visit += 1;
    this.base = null;
    this.draft = null;
    this.theirs = null;
    this.refused = {};
    this.touched = [];
    this.tries = 0;
    this.phase = 'blank';
  }

  private labelOf(path: string): string {
    const own = this.draft && this.ways.label?.(path, this.draft);
    return own || fieldOf(this.sections, path)?.label || formWords().foot.other;
  }

  private row({ path, theirs, mine, both }: Clash): ClashRow {
    const field = fieldOf(this.sections, path);
    const words = formWords();
    return { label: this.labelOf(path), theirs: said(field, theirs, words), mine: said(field, mine, words), both };
  }

  private adopt({ content, rev }: Held<Draft>): void {
    this.base = content;
    this.draft = content;
    this.rev = rev;
    this.theirs = null;
    this.refused = {};
    this.touched = [];
    this.tries = 0;
    this.phase = 'ready';
  }

  /** What was typed while the answer travelled stays. */
  private settle(sent: Draft, held: Held<Draft>): void {
    const typed = this.draft && this.draft !== sent ? rebased(sent, held.content, this.draft) : held.content;
    this.adopt(held);
    this.draft = typed;
  }

  private fail(problem: Problem): void {
    this.problem = problem;
    if (!this.draft) this.phase = 'failed';
  }

  /** Somebody else has saved. Where it is the same as mine, there is nothing to ask. */
  private meet(held: Held<Draft>): void {
    if (!this.draft || changed(held.content, this.draft).length === 0) this.adopt(held);
    else if (this.isElsewhere(held)) this.rev = held.rev;
    else this.theirs = held;
  }

  /** What they changed is not edited here: another part of the same document. */
  private isElsewhere({ content }: Held<Draft>): boolean {
    return changed(this.base, content).length === 0;
  }

  private async refuse(problem: Problem): Promise<void> {
    if (problem.code === 'OUTDATED') return this.look();
    const sentence = staffSentence(problem, settings.words, staffWords());
    const places = this.placesOf(problem, sentence);
    if (Object.keys(places).length === 0) notice.say(sentence);
    else
      runInAction(() => {
        this.refused = places;
        this.tries += 1;
      });
  }

  /** Reads what the other has stored, so that there is something to choose between. */
  private async look(): Promise<void> {
    const outcome = await this.ways.load();
    if (!outcome.ok) {
      notice.say(staffSentence(outcome.problem, settings.words, staffWords()));
      return;
    }
    const again = this.isElsewhere(outcome.data);
    runInAction(() => this.meet(outcome.data));
    if (again) await this.save();
  }

  /** Sentences by path: the server's own, `at <path>`, or one for the field that it names. */
  private placesOf({ details = {} }: Problem, sentence: string): Errors {
    const own = Object.entries(details).filter(([name]) => name.startsWith('at '));
    const told = own.length > 0 ? own : [['', sentence] as const];
    const pathOf = (name: string) => this.pathOf(name === '' ? (details.field ?? '') : name.slice('at '.length));
    const placed = told.map(([name, text]) => [pathOf(name), String(text)] as const);
    return Object.fromEntries(placed.filter(([path]) => path !== ''));
  }

  /** 'payload.draft.price.points' → 'price.points': as the form calls it; '' when the form does not ask for it. */
  private pathOf(field: string): string {
    const placed = this.draft && this.ways.placed?.(field.replace(/^(payload\.)?(content\.)?/, ''), this.draft);
    if (placed) return placed;
    const parts = field.split('.');
    for (let from = 0; from < parts.length; from += 1) {
      const path = parts.slice(from).join('.');
      const found = path && fieldOf(this.sections, path);
      if (found) return found.name;
      if (path && this.draft && getAt(this.draft, path) !== undefined) return path;
    }
    return '';
  }

  private wait(): boolean {
    if (!this.draft) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}
