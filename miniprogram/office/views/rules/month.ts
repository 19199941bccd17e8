/** A month of campaigns as a grid with dots, and the list of one day. Pure. */
import type { CalendarView, MarkView } from '../../../../typings/api/programme';
import type { DayKey, MonthKey } from '../../../../typings/domain';
import { dayOfMonth, dayText, weekday } from '../../../views/dates';
import { tenths } from '../../../views/figures';
import type { Words } from '../../../words/index';
import type { ProgrammeWords } from '../../words/programme/zh-Hans';

export interface MonthCell {
  key: string;
  /** '' before the first and after the last of the month. */
  day: DayKey | '';
  date: string;
  dots: { key: string; kind: MarkView['kind']; draft: boolean }[];
  today: boolean;
  chosen: boolean;
  spoken: string;
}

export interface MonthGrid {
  title: string;
  weekdays: string[];
  cells: MonthCell[];
  /** What the dots of this month mean; empty where there are none. */
  legend: { key: string; kind: MarkView['kind'] | ''; text: string }[];
}

const WEEK = 7;
/** More dots than these do not fit below a figure; the list has them all. */
const DOTS_MAX = 4;

export function monthGrid(
  { month, today, days }: CalendarView,
  chosen: DayKey | null,
  words: Words,
  own: ProgrammeWords,
): MonthGrid {
  const first = days[0]?.day;
  const before = first ? weekday(first) - 1 : 0;
  const after = (WEEK - ((before + days.length) % WEEK)) % WEEK;
  const [year = '', number = ''] = month.split('-');
  return {
    title: own.calendar.month(year, String(Number(number))),
    weekdays: [...words.dates.weekdays],
    cells: [
      ...blanks('before', before),
      ...days.map(({ day, marks }) => ({
        key: day,
        day,
        date: String(dayOfMonth(day)),
        dots: dotsOf(marks),
        today: day === today,
        chosen: day === chosen,
        spoken: own.calendar.spoken(
          dayText(day, today, words),
          marks.length > 0 ? own.calendar.count(String(marks.length)) : own.calendar.none,
        ),
      })),
      ...blanks('after', after),
    ],
    legend: legendOf(
      days.flatMap(({ marks }) => marks),
      own,
    ),
  };
}

function legendOf(marks: readonly MarkView[], { calendar }: ProgrammeWords): MonthGrid['legend'] {
  const kinds = [...new Set(marks.map(({ kind }) => kind))];
  const known = kinds.map((kind) => ({ key: kind, kind, text: calendar.kinds[kind] }));
  return marks.some(({ draft }) => draft) ? [...known, { key: 'draft', kind: '', text: calendar.planned }] : known;
}

function blanks(name: string, count: number): MonthCell[] {
  return Array.from({ length: count }, (_, place) => ({
    key: `${name}${place}`,
    day: '' as const,
    date: '',
    dots: [],
    today: false,
    chosen: false,
    spoken: '',
  }));
}

/** One of a kind, what is in force before what is planned. */
function dotsOf(marks: readonly MarkView[]): MonthCell['dots'] {
  const seen = new Map<MarkView['kind'], boolean>();
  for (const { kind, draft } of marks) seen.set(kind, (seen.get(kind) ?? true) && draft);
  return [...seen].slice(0, DOTS_MAX).map(([kind, draft]) => ({ key: kind, kind, draft }));
}

export interface MarkRow {
  key: string;
  kind: MarkView['kind'];
  what: string;
  name: string;
  draft: string;
  /** What it leads to; '' for what is edited elsewhere. */
  url: string;
}

export function markRows({ days }: CalendarView, chosen: DayKey | null, own: ProgrammeWords): MarkRow[] {
  const marks = days.find(({ day }) => day === chosen)?.marks ?? [];
  return marks.map(({ kind, id, name, draft, rate }, place) => ({
    key: `${place} ${kind} ${id}`,
    kind,
    what: own.calendar.kinds[kind],
    name: rate === undefined ? name : own.calendar.rate(name, tenths(rate)),
    draft: draft ? own.calendar.draft : '',
    url: urlOf(kind, id),
  }));
}

function urlOf(kind: MarkView['kind'], id: string): string {
  if (kind === 'memberDay' || kind === 'campaign') return `/office/rule/index?part=rule&code=${id}`;
  if (kind === 'assist') return '/office/rule/index?part=assist';
  return kind === 'discount' ? `/office/good/index?id=${id}` : `/office/template/index?code=${id}`;
}

export function monthBeside(month: MonthKey, by: 1 | -1): MonthKey {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7) as MonthKey;
}
