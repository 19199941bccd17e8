/** The shop's figures as the page shows them, every sentence filled in. */
import type { DashboardView, FigureCode, FigureView, Span, TodoCode } from '../../../typings/api/reports';
import { dayText } from '../../views/dates';
import { figure, money } from '../../views/figures';
import type { PointsWords, Words } from '../../words/index';
import type { ReportWords } from '../words/reports/zh-Hans';
import { type ChartData, ticksOf } from './chart';

export interface Said {
  words: Words;
  own: ReportWords;
  points: PointsWords;
}

export interface FigureCell {
  code: FigureCode;
  label: string;
  value: string;
  /** Against the period before, or why there is nothing to say. */
  change: string;
  arrow: 'up' | 'down' | '';
  spoken: string;
}

const BUSINESS: readonly FigureCode[] = ['members', 'active', 'checkInRate', 'orders', 'average', 'repurchaseRate'];
const POINTS: readonly FigureCode[] = ['issued', 'used', 'expired', 'outstanding', 'liability', 'redemptionRate'];
const RATES: ReadonlySet<FigureCode> = new Set(['checkInRate', 'repurchaseRate', 'redemptionRate']);
const MONEY: ReadonlySet<FigureCode> = new Set(['average', 'liability']);

/** Hundredths of a percent, to one place after the point. */
export function percent(rate: number): string {
  const tenths = Math.round(Math.abs(rate) / 10);
  return `${figure(Math.trunc(tenths / 10))}${tenths % 10 === 0 ? '' : `.${tenths % 10}`}`;
}

/** Fen in a narrow cell: from ¥10,000 on without the fen. */
function price(fen: number): string {
  return money(Math.abs(fen) >= 1_000_000 ? Math.round(fen / 100) * 100 : fen);
}

function valueText({ code, value }: Pick<FigureView, 'code' | 'value'>, { own }: Said): string {
  if (value === null) return own.none;
  if (RATES.has(code)) return own.rateWhole(percent(value));
  return MONEY.has(code) ? price(value) : figure(value);
}

function changeOf(view: FigureView, span: Span, today: DashboardView['today'], said: Said) {
  const { own, words } = said;
  const { code, value, why, before, from } = view;
  const than = own.before[span];
  const only = (change: string) => ({ change, arrow: '' as const });
  if (value === null) {
    const missing: Record<string, string> = own.why.nothing;
    return only(why === 'nothing' ? (missing[code] ?? own.why.nothing.other) : own.why[why ?? 'store']);
  }
  if (from !== null) return only(own.comparable(dayText(from, today, words)));
  if (before === null) return only(own.beforeNone(than));
  const by = value - before;
  if (by === 0) return only(own.same(than));
  const arrow = by > 0 ? ('up' as const) : ('down' as const);
  if (RATES.has(code)) {
    const points = own.ratePoints(percent(by));
    return { change: by > 0 ? own.rateHigher(than, points) : own.rateLower(than, points), arrow };
  }
  const text = MONEY.has(code) ? price(Math.abs(by)) : figure(Math.abs(by));
  return { change: by > 0 ? own.higher(than, text) : own.lower(than, text), arrow };
}

function cell(view: FigureView, { span, today, newcomers }: DashboardView, said: Said): FigureCell {
  const { own, words } = said;
  const label = own.figures[view.code];
  const value = valueText(view, said);
  const told = changeOf(view, span, today, said);
  // How many there are changes by those who join: that is what is asked of it.
  const { change, arrow } =
    view.code === 'members' && view.value !== null
      ? { change: own.newcomers(figure(newcomers.value)), arrow: '' as const }
      : told;
  const spoken = [label, value, change, own.tapHint].join(words.card.comma);
  return { code: view.code, label, value, change, arrow, spoken };
}

export function cells(view: DashboardView, said: Said): { business: FigureCell[]; points: FigureCell[] } {
  const of = (codes: readonly FigureCode[]) =>
    codes.flatMap((code) => view.figures.filter((each) => each.code === code)).map((each) => cell(each, view, said));
  return { business: of(BUSINESS), points: of(POINTS) };
}

export interface Formula {
  title: string;
  value: string;
  text: string;
  rows: { label: string; value: string }[];
  hint: string;
}

const FEN_PARTS = new Set(['fen', 'refundFen']);

/** How a figure comes about: the formula, and what it was filled with. */
export function formulaOf(view: DashboardView, code: FigureCode, said: Said): Formula | null {
  const found = view.figures.find((each) => each.code === code);
  if (!found) return null;
  const { own } = said;
  const { points = 0, fen = 0, outstanding = 0 } = found.parts;
  const rows =
    code === 'liability'
      ? [
          { label: own.parts.outstanding, value: figure(outstanding) },
          { label: own.parts.worth, value: own.perPoint(money(fen), figure(points)) },
        ]
      : code === 'issued' || code === 'used'
        ? bySource(found.parts, own)
        : Object.entries(found.parts).map(([name, value]) => ({
            label: partName(name, own),
            value: FEN_PARTS.has(name) ? money(value) : figure(value),
          }));
  const missing = found.value === null ? changeOf(found, view.span, view.today, said).change : '';
  return {
    title: own.figures[code],
    value: valueText(found, said),
    text: own.formula[code],
    rows: found.value === null ? [] : rows,
    hint: found.why === 'worth' ? own.howWorth : missing,
  };
}

function partName(name: string, { parts, sources }: ReportWords): string {
  const named: Record<string, string> = parts;
  return named[name] ?? sources.other;
}

/** Most first. Several kinds of entries may have one name for who reads. */
function bySource(parts: Record<string, number>, { sources }: ReportWords): Formula['rows'] {
  const named: Record<string, string> = sources;
  const sums = new Map<string, number>();
  for (const [kind, value] of Object.entries(parts)) {
    const label = named[kind] ?? sources.other;
    sums.set(label, (sums.get(label) ?? 0) + value);
  }
  return [...sums]
    .filter(([, value]) => value !== 0)
    .sort(([, a], [, b]) => b - a)
    .map(([label, value]) => ({ label, value: figure(value) }));
}

export interface Charted {
  data: ChartData;
  ticks: string[];
}

export function pointsChart({ days, today }: DashboardView, { own, words }: Said): Charted {
  const labels = days.map(({ day }) => dayText(day, today, words));
  const line = (name: string, values: number[]) => ({ name, values, texts: values.map(figure) });
  const series = [
    line(
      own.figures.issued,
      days.map(({ issued }) => Math.max(0, issued)),
    ),
    line(
      own.figures.used,
      days.map(({ used }) => Math.max(0, used)),
    ),
  ];
  return { data: { kind: 'lines', labels, series }, ticks: ticksOf(series).map(figure) };
}

export function checkInChart({ days, today }: DashboardView, { own, words }: Said): Charted {
  const labels = days.map(({ day }) => dayText(day, today, words));
  const values = days.map(({ checkInRate }) => (checkInRate === null ? null : checkInRate / 100));
  const texts = days.map(({ checkInRate }) => (checkInRate === null ? own.none : own.rateWhole(percent(checkInRate))));
  const series = [{ name: own.figures.checkInRate, values, texts }];
  return { data: { kind: 'bars', labels, series }, ticks: ticksOf(series).map((tick) => own.rateWhole(String(tick))) };
}

export interface TierPart {
  name: string;
  /** Percent of the bar. */
  width: number;
  text: string;
}

export function tierParts({ tiers }: DashboardView, { own }: Said): TierPart[] {
  const all = tiers.reduce((sum, { members }) => sum + members, 0);
  if (all === 0) return [];
  return tiers.map(({ name, members }) => {
    const share = Math.round((members * 10_000) / all);
    return { name, width: share / 100, text: own.tierShare(figure(members), own.rateWhole(percent(share))) };
  });
}

/** Where each is seen to. */
const TODO_PAGES: Record<TodoCode, string> = {
  ship: '/office/fulfil/index?segment=toShip',
  collect: '/office/fulfil/index?segment=toCollect',
  cases: '/admin/cases/index',
  approvals: '/admin/approvals/index',
  stock: '/office/goods/index',
  messages: '/office/notices/index',
};

export function todoChips(
  { todos }: DashboardView,
  { own }: Said,
): { code: TodoCode; text: string; count: string; url: string }[] {
  return todos.map(({ code, count, more }) => ({
    code,
    text: own.todos[code],
    count: more ? own.more(count) : String(count),
    url: TODO_PAGES[code],
  }));
}
