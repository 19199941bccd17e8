/** What one line brings, or what is wrong with it. Pure. */
import type { ImportProblem } from '../../../typings/api/transfer';
import type { DayKey, Points } from '../../../typings/domain';
import { addMonths, isDayKey, lastDayOf, monthOf } from '../calendar';
import type { Tiers } from '../tiers';
import { type Column, cellOf, type Heading } from './heading';
import type { Line } from './table';

export interface Figures {
  points: Points;
  growth: number;
  /** Last day of the points: a month's end. Null: as the programme says on the day they are booked. */
  until: DayKey | null;
  /** As the file calls it; ''. */
  tier: string;
}

export interface Wrong {
  problem: ImportProblem;
  column: Column | null;
  text: string;
}

const POINTS_MAX = 100_000_000;
const GROWTH_MAX = 100_000_000;
/** Points with an end further off have lots without number. */
const YEARS_MAX = 10;

export function figuresOf(heading: Heading, line: Line, tiers: Tiers, today: DayKey): Figures | Wrong {
  const cell = (column: Column) => cellOf(heading, line, column);
  const wrong = (problem: ImportProblem, column: Column): Wrong => ({
    problem,
    column,
    text: cell(column).slice(0, 20),
  });
  const points = wholeOf(cell('points'), POINTS_MAX);
  if (points === null) return wrong('POINTS', 'points');
  const given = wholeOf(cell('growth'), GROWTH_MAX);
  if (given === null) return wrong('GROWTH', 'growth');
  const name = cell('tier');
  const tier =
    name === '' ? null : tiers.list.find((each) => each.name.normalize('NFKC') === name || each.code === name);
  if (tier === undefined) return wrong('TIER', 'tier');
  const day = cell('until') === '' ? null : dayOf(cell('until'));
  if (day === undefined) return wrong('UNTIL', 'until');
  if (day !== null && day < today) return wrong('UNTIL_PAST', 'until');
  if (day !== null && day > lastDayOf(addMonths(monthOf(today), 12 * YEARS_MAX))) return wrong('UNTIL', 'until');
  return {
    points: points as Points,
    // A tier is held by growth: who held it brings at least what it takes.
    growth: Math.max(given, tier?.from ?? 0),
    until: day === null ? null : lastDayOf(monthOf(day)),
    tier: tier?.name ?? '',
  };
}

/** 0 for nothing; '1,200' and '1200.00' are 1200. Null for what is negative, not whole, or no figure. */
function wholeOf(text: string, max: number): number | null {
  if (text === '') return 0;
  const [, digits] = /^\+?(\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const figure = Number(digits.replaceAll(',', ''));
  return figure <= max ? figure : null;
}

const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/;

/** '2027-3-5', '2027/03/05', '2027.3.5', '2027年3月5日' and '20270305', with or without a time behind. */
function dayOf(text: string): DayKey | undefined {
  const [, year, month, dayText] = DATE.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const day = `${year}-${month?.padStart(2, '0')}-${dayText?.padStart(2, '0')}`;
  return isDayKey(day) ? (day as DayKey) : undefined;
}
