/** What every editor's page has: fields to bind, and what its form, foot and clash sheet call. */
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import type { Editing } from '../stores/editing';
import { staffProblem } from '../views/problem';
import { formWords } from '../words/form/index';
import { staffWords } from '../words/index';

/** phase, problem, states, sections, values, errors, seek, changes, wrongs, canSave, saving, clash: `bound({...editorFields(store), …})`. */
export function editorFields<Draft extends object>(edit: Editing<Draft>) {
  return {
    phase: () => edit.phase,
    problem: () => (edit.problem ? staffProblem(edit.problem, settings.words, staffWords()) : NO_PROBLEM),
    states: () => settings.words.states,
    sections: () => edit.sections,
    values: () => edit.values,
    errors: () => edit.errors,
    seek: () => edit.tries,
    changes: () => edit.changes,
    wrongs: () => Object.keys(edit.errors).length,
    canSave: () => edit.canSave,
    saving: () => edit.saving,
    saveLabel: () => formWords().foot.save,
    clash: () => edit.clash,
  };
}

/** change, save, mine, theirs, putOff, retry: `methods: {...editorMethods(store), …}`. */
export function editorMethods<Draft extends object>(edit: Editing<Draft>) {
  return {
    change({ detail }: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
      edit.set(detail.name, detail.value);
    },
    save() {
      void edit.save();
    },
    mine() {
      void edit.keepMine();
    },
    theirs() {
      edit.keepTheirs();
    },
    putOff() {
      edit.putOff();
    },
    retry() {
      void edit.open();
    },
  };
}
