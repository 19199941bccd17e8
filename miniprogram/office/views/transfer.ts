/** Lists and imports as their pages show them. Pure. */
import type { ExportKindView, ExportsView, ExportView, ImportView } from '../../../typings/api/transfer';
import type { DayKey } from '../../../typings/domain';
import { dayText, momentText } from '../../views/dates';
import { figure } from '../../views/figures';
import type { PointsWords, Words } from '../../words/index';
import type { TransferWords } from '../words/transfer/zh-Hans';
import type { Section } from './form';

export interface TransferSetting {
  today: DayKey;
  points: PointsWords;
  words: Words;
  own: TransferWords;
}

/** What is asked before a list is made. */
export function exportSections(
  kinds: readonly ExportKindView[],
  stores: ExportsView['stores'],
  kind: string,
  { own }: Pick<TransferSetting, 'own'>,
): Section[] {
  const { exports: words } = own;
  const chosen = kinds.find((each) => each.kind === kind);
  const options = kinds.map((each) => ({ value: each.kind, label: own.kinds[each.kind] }));
  const places = [
    { value: '', label: words.everyStore },
    ...stores.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return [
    {
      title: words.what,
      fields: [
        { type: 'choice', name: 'kind', label: words.kind, options },
        { type: 'day', name: 'from', label: words.from },
        { type: 'day', name: 'until', label: words.until, hint: words.openHint },
        ...(chosen?.stores && stores.length > 1
          ? [{ type: 'choice' as const, name: 'storeId', label: words.store, options: places }]
          : []),
      ],
    },
  ];
}

export interface ExportCard {
  id: string;
  what: string;
  period: string;
  when: string;
  state: string;
  busy: boolean;
  done: boolean;
  failed: boolean;
}

export function exportCard(each: ExportView, { today, words, own }: TransferSetting): ExportCard {
  const said = own.exports;
  const { state, from, until } = each;
  const rows = figure(each.rows);
  const [start, end] = [from && dayText(from, today, words), until && dayText(until, today, words)];
  const period =
    start && end ? said.period(start, end) : start ? said.fromOn(start) : end ? said.upTo(end) : said.always;
  const states = {
    ...said.states,
    running: said.states.running(rows),
    joining: said.states.joining(rows),
    done: said.states.done(rows, each.goneOn ? dayText(each.goneOn, today, words) : ''),
  };
  return {
    id: each.id,
    what: own.kinds[each.kind],
    period: each.store ? `${each.store}${words.card.comma}${period}` : period,
    when: said.when(momentText(each.day, each.time, today, words), each.by),
    state: states[state],
    busy: state === 'running' || state === 'joining',
    done: state === 'done',
    failed: state === 'failed',
  };
}

export function fileRows({ files }: ExportView, { own }: Pick<TransferSetting, 'own'>): string[] {
  const { file, only } = own.exports;
  return files.map(({ rows, bytes }, place) =>
    files.length === 1 ? only(figure(rows), sizeText(bytes)) : file(figure(place + 1), figure(rows), sizeText(bytes)),
  );
}

function sizeText(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export interface ImportCard {
  id: string;
  name: string;
  when: string;
  state: string;
}

export function importCard(each: ImportView, { today, words, own }: TransferSetting): ImportCard {
  const { states, pasted, when } = own.imports;
  const [done, total] = [figure(each.done), figure(each.total)];
  const state = {
    checked: states.checked,
    applying: states.applying(done, total),
    applied: states.applied(figure(each.total - each.skipped)),
    undoing: states.undoing(done, total),
    undone: states.undone,
  }[each.state];
  const moment = momentText(each.day, each.time, today, words);
  return { id: each.id, name: each.name || pasted, when: when(moment, each.by), state };
}

/** One group of the report: how many, what it brings, and what happens to them. */
export interface Group {
  code: 'fresh' | 'known' | 'before' | 'wrong';
  label: string;
  sum: string;
  hints: string[];
}

export function importGroups(each: ImportView, { points, words, own }: Omit<TransferSetting, 'today'>): Group[] {
  const said = own.import;
  const pointsText = (sum: number) => words.figures.points(figure(sum), points.unit);
  const sumOf = ({ rows, points: sum, growth }: ImportView['fresh']) => ({
    sum: said.sum(figure(rows), pointsText(sum)),
    growth: growth > 0 ? [said.growth(figure(growth))] : [],
  });
  const [fresh, known] = [sumOf(each.fresh), sumOf(each.known)];
  const mixed = each.withPoints > 0 ? [said.withPoints(figure(each.withPoints))] : [];
  const groups: Group[] = [
    { code: 'fresh', label: said.fresh, sum: fresh.sum, hints: [...fresh.growth, said.freshHint] },
    {
      code: 'known',
      label: said.known,
      sum: known.sum,
      hints: [...known.growth, ...(mixed.length > 0 ? mixed : [said.knownHint])],
    },
    {
      code: 'before',
      label: said.before,
      sum: said.rows(figure(each.before)),
      hints: [said.beforeHint(linesText(each, own))],
    },
    { code: 'wrong', label: said.wrong, sum: said.rows(figure(each.wrong)), hints: [said.wrongHint] },
  ];
  const counts = { fresh: each.fresh.rows, known: each.known.rows, before: each.before, wrong: each.wrong };
  return groups.filter(({ code }) => counts[code] > 0);
}

const LINES_SHOWN = 6;

function linesText({ before, beforeLines }: ImportView, { import: said }: TransferWords): string {
  const shown = beforeLines.slice(0, LINES_SHOWN).map(figure).join(said.listed);
  return before > LINES_SHOWN ? said.and(shown, figure(before)) : shown;
}

export function problemRows({ problems, wrong }: ImportView, { own }: Pick<TransferSetting, 'own'>) {
  const { problems: said, line, more } = own.import;
  const rows = problems.map((each) => {
    const sentence = said[each.problem];
    return { line: line(figure(each.line)), text: typeof sentence === 'string' ? sentence : sentence(each.text) };
  });
  const left = wrong - problems.length;
  return { rows, more: left > 0 ? more(figure(left)) : '' };
}

/** Hundredths of a way, 0 to 100. */
export function share({ done, total }: Pick<ImportView, 'done' | 'total'>): number {
  return total === 0 ? 100 : Math.floor((done * 100) / total);
}

/** How far an import is, and what can be done with it. */
export interface ImportStateView {
  /** 'apply': to be begun · 'busy': under way · 'stopped': under way, and nobody goes on here · 'applied' · 'undone' */
  code: 'apply' | 'busy' | 'stopped' | 'applied' | 'undone';
  title: string;
  lines: string[];
  /** Of the button that begins it; '' when there is nothing to import. */
  action: string;
}

export function importState(
  each: ImportView,
  working: boolean,
  { points, words, own }: Omit<TransferSetting, 'today'>,
): ImportStateView {
  const said = own.import;
  const { state, done, total, skipped, short, shortfall } = each;
  const text = (n: number) => words.figures.points(figure(n), points.unit);
  const left = skipped > 0 && state === 'applied' ? [said.skipped(figure(skipped))] : [];
  if (state === 'checked')
    return {
      code: 'apply',
      title: '',
      lines: total === 0 ? [said.none] : [],
      action: total === 0 ? '' : said.apply(figure(total)),
    };
  if (state === 'applied')
    return {
      code: 'applied',
      title: said.applied,
      lines: [said.appliedText(figure(total - skipped)), ...left],
      action: '',
    };
  if (state === 'undone') {
    const gone = short > 0 ? [said.short(text(short)), shortfall === 'debt' ? said.owed : said.waived] : [];
    return { code: 'undone', title: said.undone, lines: [said.undoneText, ...gone], action: '' };
  }
  const progress = said.progress(figure(done), figure(total));
  const title = state === 'applying' ? said.applying : said.undoing;
  return {
    code: working ? 'busy' : 'stopped',
    title,
    lines: [progress, working ? said.behind : said.again],
    action: '',
  };
}

/** What is asked before it is begun. */
export function importSheet(
  { total, fresh, known, shortfall }: ImportView,
  asked: 'apply' | 'undo',
  { points, words, own }: Omit<TransferSetting, 'today'>,
) {
  const said = own.import;
  if (asked === 'undo')
    return {
      title: said.undoTitle,
      lines: [said.undoText[shortfall], said.undoKeep],
      yes: said.undoYes,
      kind: 'danger',
    };
  const sum = words.figures.points(figure(fresh.points + known.points), points.unit);
  return { title: said.applyTitle(figure(total)), lines: [said.applyText(sum)], yes: said.applyYes, kind: 'fill' };
}
