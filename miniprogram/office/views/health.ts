/** The check-up as it is read: on the page, and as a text for whoever is asked for help. */
import type { HealthArgs, HealthState, HealthView } from '../../../typings/api/health';
import { figure } from '../../views/figures';
import type { HealthWords } from '../words/health/zh-Hans';
import type { CheckRow } from './checkup';

export interface CheckCard {
  code: string;
  name: string;
  state: HealthState;
  stateText: string;
  icon: string;
  found: string;
  steps: string[];
  open: boolean;
  label: string;
  last: boolean;
}

const ICONS: Record<HealthState, string> = { green: 'check', amber: 'info', red: 'alert', unknown: 'offline' };

type Sentence = string | ((...parts: string[]) => string);

/** A code that is newer than this phone is said as it is. */
function spoken(names: Readonly<Record<string, string>>, code: string | number): string {
  return names[String(code)] ?? String(code);
}

/** Which of the arguments a sentence takes, in its order. */
const TAKES: readonly string[] = [
  'minutes',
  'seconds',
  'steps',
  'functions',
  'code',
  'names',
  'paths',
  'version',
  'ms',
  'kind',
  'server',
  'network',
  'n',
];

function said(name: string, value: HealthArgs[string], words: HealthWords): string {
  if (name === 'steps' && Array.isArray(value))
    return value.map((each) => spoken(words.steps, each)).join(words.listed);
  if (Array.isArray(value)) return value.join(words.listed);
  if (name === 'kind') return spoken(words.kinds, value);
  if (name === 'network') return spoken(words.networks, value);
  // Numbers of refusals are looked up as they stand.
  return typeof value === 'number' && name !== 'code' ? figure(value) : String(value);
}

export function sentenceOf({ code, finding, args }: CheckRow, words: HealthWords): string {
  const findings: Record<string, Record<string, Sentence>> = words.findings;
  const sentence = findings[code]?.[finding];
  if (sentence === undefined) return finding;
  const parts = TAKES.filter((name) => name in args).map((name) => said(name, args[name] as string, words));
  return typeof sentence === 'string' ? sentence : sentence(...parts);
}

function stepsOf({ cure }: CheckRow, words: HealthWords): string[] {
  const steps: readonly string[] = cure ? words.cures[cure] : [];
  return steps.map((text, place) => words.step(String(place + 1), text));
}

export function cardsOf(rows: readonly CheckRow[], opened: readonly string[], words: HealthWords): CheckCard[] {
  return rows.map((row, place) => {
    const name = spoken(words.names, row.code);
    const stateText = words.states[row.state];
    return {
      code: row.code,
      name,
      state: row.state,
      stateText,
      icon: ICONS[row.state],
      found: sentenceOf(row, words),
      steps: stepsOf(row, words),
      open: opened.includes(row.code),
      label: words.open(name, stateText),
      last: place === rows.length - 1,
    };
  });
}

export interface Verdict {
  state: HealthState;
  icon: string;
  title: string;
  more: string;
}

/** What is said first. Whatever could not be found out takes nothing from "all is well", and is said beside it. */
export function verdictOf(rows: readonly CheckRow[], words: HealthWords): Verdict {
  const count = (state: HealthState) => rows.filter((row) => row.state === state).length;
  const [bad, soft, unsure] = [count('red'), count('amber'), count('unknown')];
  const state: HealthState = bad > 0 ? 'red' : soft > 0 ? 'amber' : 'green';
  const title = bad > 0 ? words.bad(figure(bad)) : soft > 0 ? words.soft(figure(soft)) : words.good;
  const more = [
    ...(bad > 0 && soft > 0 ? [words.softToo(figure(soft))] : []),
    ...(unsure > 0 ? [words.unsure(figure(unsure))] : []),
  ];
  return { state, icon: ICONS[state], title, more: more.join(words.listed) };
}

/** Codes and counts alone: nothing in it is of a person, and nothing is a secret. */
export function textOf(rows: readonly CheckRow[], view: HealthView, words: HealthWords): string {
  const lines = rows.map((row) => {
    const head = words.stateOf(spoken(words.names, row.code), words.states[row.state]);
    return `${head} (${row.code}.${row.finding}) ${sentenceOf(row, words)}`;
  });
  const built = words.builtFrom(view.version, view.build ?? words.noBuild);
  return [`${words.title} ${words.at(view.time)}`, built, ...lines].join('\n');
}
