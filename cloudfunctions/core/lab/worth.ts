/** What an event brings, and through what. Pure. */
import type { LabSource } from '../../../typings/api/lab';
import type { Because } from '../../../typings/domain';
import type { EarningRule } from '../earning';
import type { Programme } from '../programme';
import type { Grant } from '../templates';

/** `rule:<code>`, or what else points come by. */
export type Source = LabSource | `rule:${string}`;
/** Points by source; they sum to what the event brings. */
export type Parts = Partial<Record<Source, number>>;

export interface Worth {
  points: number;
  /** Pieces. */
  coupons: number;
  parts: Parts;
}

export const NOTHING: Worth = { points: 0, coupons: 0, parts: {} };

/** Finds the rule that a line of a receipt is about. */
export interface Labels {
  byName: ReadonlyMap<string, Source>;
  /** `fen:points` of the rules that pay by amount. */
  byRate: ReadonlyMap<string, Source>;
}

export function labelsOf({ earning }: Pick<Programme, 'earning'>): Labels {
  const byName = new Map<string, Source>();
  const byRate = new Map<string, Source>();
  // Of two that are called alike the first stands for both: a receipt tells them apart no better.
  for (const { code, name, give } of [...earning.rules].reverse()) {
    byName.set(name, `rule:${code}`);
    if (give.code === 'perAmount') byRate.set(`${give.fen}:${give.points}`, `rule:${code}`);
  }
  return { byName, byRate };
}

/** The shop's own name of every source that is a rule. */
export function namesOfRules(rules: readonly EarningRule[]): Map<Source, string> {
  return new Map(rules.map(({ code, name }) => [`rule:${code}` as const, name]));
}

const FIXED: Record<string, Source> = {
  'tier.factor': 'tierFactor',
  'cap.reached': 'cap',
  'cap.open': 'cap',
  'checkin.base': 'checkin',
  'checkin.step': 'checkin',
  'checkin.double': 'streak',
  'checkin.streak': 'streak',
  'checkin.right': 'streak',
};

/** Each line carries the running sum: what it added is the difference to the line before. */
export function worthOf(because: readonly Because[], labels: Labels, grants: readonly Grant[] = []): Worth {
  const parts: Parts = {};
  let sum = 0;
  for (const line of because) {
    const source = sourceOf(line, labels);
    add(parts, source, line.result - sum);
    sum = line.result;
  }
  return { points: sum, coupons: piecesOf(grants), parts };
}

export function plain(source: Source, points: number, grants: readonly Grant[] = []): Worth {
  return { points, coupons: piecesOf(grants), parts: points === 0 ? {} : { [source]: points } };
}

/** One after the other; `less` takes the second away. */
export function together(one: Worth, other: Worth, sign: 1 | -1 = 1): Worth {
  const parts = { ...one.parts };
  for (const [source, points] of Object.entries(other.parts) as [Source, number][]) add(parts, source, sign * points);
  return { points: one.points + sign * other.points, coupons: one.coupons + sign * other.coupons, parts };
}

function piecesOf(grants: readonly Grant[]): number {
  return grants.reduce((sum, { count }) => sum + count, 0);
}

function sourceOf({ code, args }: Because, { byName, byRate }: Labels): Source {
  if (code === 'order.base') return byRate.get(`${args.perFen}:${args.points}`) ?? 'base';
  return FIXED[code] ?? byName.get(String(args.name)) ?? 'base';
}

function add(parts: Parts, source: Source, points: number): void {
  const sum = (parts[source] ?? 0) + points;
  if (sum === 0) delete parts[source];
  else parts[source] = sum;
}
