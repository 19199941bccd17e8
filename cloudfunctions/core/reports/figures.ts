/** The figures of a stretch of days, from sums and windows. Pure. */
import type { FigureCode, FigureView } from '../../../typings/api/reports';
import type { DayKey } from '../../../typings/domain';
import { addDays } from '../calendar';
import { WINDOW_COUNTS, WINDOWS } from './activity';
import { changeOf, membersOf, plus, type Sums } from './measures';

export interface DayOf {
  day: DayKey;
  sums: Sums;
  /** Of the windows that end with this day; null while they have not been counted. */
  windows: readonly number[] | null;
}

export interface Books {
  /** Of the last days, by day. */
  days: ReadonlyMap<DayKey, DayOf>;
  /** Of all days there are. */
  whole: Sums;
  /** First day of the ledger. */
  first: DayKey | null;
  today: DayKey;
  /** So many points are worth so many fen. */
  worth: { points: number; fen: number } | null;
  /** One store among others. */
  single: boolean;
}

export const SPAN_DAYS = { today: 1, week: 7, month: 30 } as const;

const NOTHING: Sums = {};

export function daysBefore(end: DayKey, count: number): DayKey[] {
  return Array.from({ length: count }, (_, n) => addDays(end, n + 1 - count));
}

export function sumsOf({ days }: Books, end: DayKey, count: number): Sums {
  return daysBefore(end, count).reduce((sum, day) => plus(sum, days.get(day)?.sums ?? NOTHING), NOTHING);
}

/** Of everything until the end of `day`: what came later is taken off, and that is at most some weeks. */
export function untilEnd(books: Books, day: DayKey): Sums {
  const later = [...books.days.values()].filter((each) => each.day > day);
  const minus = later.reduce((sum, { sums }) => plus(sum, sums), NOTHING);
  return plus(books.whole, Object.fromEntries(Object.entries(minus).map(([name, value]) => [name, -value])));
}

type WindowCount = (typeof WINDOW_COUNTS)[number];

export function windowOf({ days }: Books, end: DayKey, count: number, what: WindowCount): number {
  const place = WINDOWS.indexOf(count as 1) * WINDOW_COUNTS.length + WINDOW_COUNTS.indexOf(what);
  // In its first minutes a day has not been counted yet; a long window then is nearly what it was.
  const before = count > 1 ? days.get(addDays(end, -1))?.windows : null;
  return (days.get(end)?.windows ?? before)?.[place] ?? 0;
}

/** Hundredths of a percent; null without anything to divide by. */
export function rate(part: number, of: number): number | null {
  return of > 0 ? Math.round((part * 10_000) / of) : null;
}

type Said = Pick<FigureView, 'value' | 'why' | 'parts'>;

const said = (value: number, parts: Record<string, number> = {}): Said => ({ value, why: null, parts });
const divided = (value: number | null, parts: Record<string, number>): Said =>
  value === null ? { value, why: 'nothing', parts } : { value, why: null, parts };

function partsOf(column: string, sums: Sums): Record<string, number> {
  const begins = `${column}_`;
  return Object.fromEntries(
    Object.entries(sums)
      .filter(([name]) => name.startsWith(begins))
      .map(([name, value]) => [name.slice(begins.length), value]),
  );
}

function figuresAt(books: Books, end: DayKey, count: number): Record<FigureCode, Said> {
  const sums = sumsOf(books, end, count);
  const of = (name: string) => sums[name] ?? 0;
  const window = (what: WindowCount) => windowOf(books, end, count, what);
  const then = untilEnd(books, end);
  const [members, outstanding] = [membersOf(then), changeOf(then)];
  const [signed, buyers, repeat] = [window('signed'), window('buyers'), window('repeat')];
  return {
    members: said(members, { joins: of('joins'), gone: of('gone') }),
    active: said(window('active')),
    checkInRate: divided(rate(signed, members), { signed, members }),
    orders: said(of('orders'), { fen: of('orderFen'), refunds: of('refunds'), refundFen: of('refundFen') }),
    average: divided(of('orders') > 0 ? Math.round(of('orderFen') / of('orders')) : null, {
      fen: of('orderFen'),
      orders: of('orders'),
    }),
    repurchaseRate: divided(rate(repeat, buyers), { repeat, buyers }),
    issued: said(of('issued'), partsOf('issued', sums)),
    used: said(of('used'), partsOf('used', sums)),
    expired: said(of('expired'), { takenBack: of('takenBack') }),
    outstanding: books.single
      ? { value: null, why: 'store', parts: {} }
      : said(outstanding, {
          before: outstanding - changeOf(sums),
          issued: of('issued'),
          used: of('used'),
          expired: of('expired'),
          takenBack: of('takenBack'),
          moved: of('moved'),
        }),
    liability: liability(books, outstanding),
    redemptionRate: divided(rate(of('used'), of('issued')), { used: of('used'), issued: of('issued') }),
  };
}

function liability({ worth, single }: Books, outstanding: number): Said {
  if (single) return { value: null, why: 'store', parts: {} };
  if (!worth) return { value: null, why: 'worth', parts: {} };
  return said(Math.floor((outstanding * worth.fen) / worth.points), { outstanding, ...worth });
}

const CODES: readonly FigureCode[] = [
  'members',
  'active',
  'checkInRate',
  'orders',
  'average',
  'repurchaseRate',
  'issued',
  'used',
  'expired',
  'outstanding',
  'liability',
  'redemptionRate',
];

/** First day with a whole period before it. */
export function comparableFrom({ first, today }: Books, count: number): DayKey | null {
  const from = addDays(first ?? today, 2 * count - 1);
  return from <= today ? null : from;
}

export function figuresOf(books: Books, count: number): FigureView[] {
  const now = figuresAt(books, books.today, count);
  const from = comparableFrom(books, count);
  const before = from === null ? figuresAt(books, addDays(books.today, -count), count) : null;
  return CODES.map((code) => ({ code, ...now[code], before: before?.[code].value ?? null, from }));
}
