/** The lines of a file, sorted into who is made, who gets it on top, who has had it before, and what is wrong. */
import type { ImportSum, ImportView } from '../../../typings/api/transfer';
import type { DayKey, Points } from '../../../typings/domain';
import { phoneOf, plainOf } from '../counter';
import { identitiesOf, type Named } from '../membership';
import type { Tiers } from '../tiers';
import { cellOf, type Heading } from './heading';
import type { ImportRow } from './import';
import type { Known } from './known';
import { type Figures, figuresOf, type Wrong } from './reading';
import type { Line } from './table';

/** A line that can be read, with what its person is recognised by. */
export interface ReadLine extends Figures {
  line: number;
  who: Named;
}

export type Problem = Omit<Wrong, 'column'> & { line: number; column: string };

export interface Read {
  lines: ReadLine[];
  problems: Problem[];
}

/** Without a look at the shop's members: each line by itself, and no two of one number. */
export function readLines(heading: Heading, lines: readonly Line[], tiers: Tiers, today: DayKey): Read {
  const read: Read = { lines: [], problems: [] };
  const first = new Map<string, number>();
  for (const each of lines) {
    const told = (wrong: Wrong) =>
      read.problems.push({ ...wrong, line: each.line, column: named(heading, wrong.column) });
    const who = whoOf(heading, each);
    if ('problem' in who) {
      told(who);
      continue;
    }
    const figures = figuresOf(heading, each, tiers, today);
    const before = who.map(({ id }) => first.get(id)).find((line) => line !== undefined);
    for (const { id } of who) if (!first.has(id)) first.set(id, each.line);
    if ('problem' in figures) told(figures);
    else if (before !== undefined) told({ problem: 'DOUBLE', column: null, text: String(before) });
    else read.lines.push({ ...figures, line: each.line, who });
  }
  return read;
}

function named({ places, columns }: Heading, column: Wrong['column']): string {
  const at = column === null ? undefined : places[column];
  const order = Object.values(places).sort((a, b) => a - b);
  return at === undefined ? '' : (columns[order.indexOf(at)] ?? '');
}

/** Numbers are personal: a problem names its column and not what stands there. */
function whoOf(heading: Heading, line: Line): Named | Wrong {
  const phone = cellOf(heading, line, 'phone');
  const card = plainOf(cellOf(heading, line, 'card'));
  if (phone === '' && card === '') return { problem: 'WHO', column: null, text: '' };
  const number =
    phone === '' ? undefined : (phoneOf(plainOf(phone).replace(/^(?:\+?86|0086)(?=1\d{10}$)/, '')) ?? null);
  if (number === null) return { problem: 'PHONE', column: 'phone', text: '' };
  // As tills name cards (partner API).
  if (card !== '' && !/^[\x21-\x7e]{1,64}$/.test(card)) return { problem: 'CARD', column: 'card', text: '' };
  const who = identitiesOf({ ...(number === undefined ? {} : { phone: number }), ...(card === '' ? {} : { card }) });
  return who.ok ? who.data : { problem: 'WHO', column: null, text: '' };
}

export type Sorted = Pick<ImportView, 'fresh' | 'known' | 'withPoints' | 'before' | 'beforeLines' | 'tiers'> & {
  rows: ImportRow[];
  problems: Problem[];
};

const NAMED_MAX = 100;

export function sorted({ lines, problems }: Read, known: ReadonlyMap<string, Known>): Sorted {
  const fresh: ReadLine[] = [];
  const there: ReadLine[] = [];
  const before: number[] = [];
  const wrong = [...problems];
  const told = (line: number, problem: Problem['problem'], text = '') =>
    wrong.push({ line, problem, column: '', text });
  const first = new Map<string, number>();
  let withPoints = 0;
  for (const each of lines) {
    const people = each.who.flatMap(({ id }) => known.get(id) ?? []);
    const [person] = people;
    if (!person) fresh.push(each);
    else if (people.some(({ memberId }) => memberId !== person.memberId)) told(each.line, 'TWO_MEMBERS');
    else if (person.closed) told(each.line, 'CLOSED');
    else if (person.opened) before.push(each.line);
    else if (first.has(person.memberId)) told(each.line, 'DOUBLE', String(first.get(person.memberId)));
    else {
      first.set(person.memberId, each.line);
      there.push(each);
      if (person.hasPoints) withPoints += 1;
    }
  }
  const due = [...fresh, ...there].sort((a, b) => a.line - b.line);
  return {
    rows: due.map(({ line, who, points, growth, until }) => ({ line, who, points, growth, until })),
    problems: wrong.sort((a, b) => a.line - b.line),
    fresh: sumOf(fresh),
    known: sumOf(there),
    withPoints,
    before: before.length,
    beforeLines: before.slice(0, NAMED_MAX),
    tiers: tiersOf(due),
  };
}

function sumOf(lines: readonly ReadLine[]): ImportSum {
  return {
    rows: lines.length,
    points: lines.reduce((sum, { points }) => sum + points, 0) as Points,
    growth: lines.reduce((sum, { growth }) => sum + growth, 0),
  };
}

function tiersOf(lines: readonly ReadLine[]): Sorted['tiers'] {
  const rows = new Map<string, number>();
  for (const { tier } of lines) if (tier !== '') rows.set(tier, (rows.get(tier) ?? 0) + 1);
  return [...rows].map(([name, count]) => ({ name, rows: count }));
}
