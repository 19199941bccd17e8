/** How a part of the rules is asked for: questions in blocks, each knowing which change its answer makes. Pure. */
import type { FormsView, Named, ProgrammeDraft } from '../../../../typings/api/programme';
import type { DayKey } from '../../../../typings/domain';
import type { PointsWords, Words } from '../../../words/index';
import type { ProgrammeWords } from '../../words/programme/zh-Hans';
import type { Field } from '../form';

/** The part of a draft that one editor holds. Its paths are those of the draft, without what leads there. */
export type Piece = Readonly<Record<string, unknown>>;

/** What an answer puts where. */
export type Change = readonly [path: string, value: unknown];

export interface Question {
  field: Field;
  /** What is shown, where that is not the value itself: whether something is there at all, of which kind it is. */
  value?: unknown;
  /** Where an answer changes more than its own place. */
  change?(value: unknown): Change;
}

export interface Doing {
  label: string;
  hint?: string;
  change: Change;
}

/** One card; `remove` takes away what it asks about, `add` puts more beside it. */
export interface Block {
  key: string;
  title: string;
  hint: string;
  questions: readonly Question[];
  remove: Change | null;
  add: { label: string; ways: readonly Doing[] } | null;
}

/** What forms choose from, and how they speak. */
export interface Known {
  forms: FormsView;
  tiers: readonly Named[];
  points: PointsWords;
  words: Words;
  own: ProgrammeWords;
  today: DayKey;
}

export interface PartForm {
  /** Null when the draft has no such thing any more. */
  pick(draft: ProgrammeDraft, code: string): Piece | null;
  put(draft: ProgrammeDraft, code: string, piece: Piece): ProgrammeDraft;
  /** What leads to the piece in the draft: 'earning.rules.2'; '' when the piece has the draft's own paths. */
  at(draft: ProgrammeDraft, code: string): string;
  blocks(piece: Piece, known: Known): Block[];
}

export function block(key: string, title: string, questions: readonly Question[], more: Partial<Block> = {}): Block {
  return { key, title, hint: '', questions, remove: null, add: null, ...more };
}

type Made<Type extends Field['type']> = Omit<Extract<Field, { type: Type }>, 'type' | 'name' | 'label'>;

/** A field as a question. Numbers and words of the rules are never left empty. */
export function ask<Type extends Field['type']>(
  type: Type,
  name: string,
  label: string,
  more: Made<Type>,
  rest: Omit<Question, 'field'> = {},
): Question {
  const required = type !== 'switch' && type !== 'pictures';
  return { field: { type, name, label, ...(required ? { required } : {}), ...more } as Field, ...rest };
}

/** Whether something is there at all: switched on it begins with `begins`. */
export function askWhether(name: string, label: string, there: boolean, begins: unknown, hint?: string): Question {
  // Not the name of what it switches: that has a question of its own.
  return ask('switch', `${name}?`, label, hint === undefined ? {} : { hint }, {
    value: there,
    change: (on) => [name, on === true ? begins : null],
  });
}

export function withoutAt<Item>(list: readonly Item[], place: number): Item[] {
  return list.filter((_, at) => at !== place);
}

/** An object of the draft: what is not there is empty. */
export function thingAt(piece: unknown, name: string): Piece {
  const found = typeof piece === 'object' && piece !== null ? (piece as Piece)[name] : null;
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Piece) : {};
}

export function listAt(piece: unknown, name: string): readonly Piece[] {
  const found = typeof piece === 'object' && piece !== null ? (piece as Piece)[name] : null;
  return Array.isArray(found) ? (found as Piece[]) : [];
}

/** A part that consists of whole sections of the draft. */
export function sectionsOf(names: readonly (keyof ProgrammeDraft)[], blocks: PartForm['blocks']): PartForm {
  return {
    pick: (draft) => Object.fromEntries(names.map((name) => [name, draft[name] ?? null])),
    put: (draft, _code, piece) => names.reduce((all, name) => withSection(all, name, piece[name]), draft),
    at: () => '',
    blocks,
  };
}

/** A section that is off and was never named is left as it was. */
function withSection(draft: ProgrammeDraft, name: keyof ProgrammeDraft, value: unknown): ProgrammeDraft {
  if (value === null && !(name in draft)) return draft;
  return { ...draft, [name]: value };
}
