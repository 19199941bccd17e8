import type { EntryView } from '../../typings/api/shopper';
import type { BecauseArgs } from '../../typings/codes';
import type { Because, DayKey, EntryKind, MonthKey } from '../../typings/domain';
import type { PointsWords, Words } from '../words/index';
import { dayText, momentText, monthText } from './dates';
import { figure, signed } from './figures';

/** A ledger entry as a till receipt. */
export interface ReceiptView {
  id: string;
  title: string;
  when: string;
  points: string;
  gain: boolean;
  lines: { text: string; result: string }[];
  foot: string[];
  ask: string;
  toggle: { open: string; close: string };
  spoken: string;
}

export interface MonthGroup {
  month: MonthKey;
  title: string;
  sumIn: string;
  sumOut: string;
  receipts: ReceiptView[];
}

interface Setting {
  today: DayKey;
  points: PointsWords;
  words: Words;
}

type Render = (args: Because['args'], setting: Setting) => string;

const BECAUSE: Record<keyof BecauseArgs, Render> = {
  'join.welcome': (_args, { words }) => words.because.join,
  'join.points': (_args, { words }) => words.because.joinPoints,
  'checkin.base': (_args, { words }) => words.because.base,
  'checkin.step': (args, { words }) => words.because.step(Number(args.day)),
  'checkin.streak': (args, { words }) => words.because.streak(Number(args.streak)),
  'checkin.right': (args, { words }) => words.because.right(String(args.right ?? '')),
  'makeup.card': (args, { today, words }) => words.because.makeUp(dayText(String(args.day) as DayKey, today, words)),
  'expiry.lot': (args, { today, words }) => words.because.expiry(dayText(String(args.lastDay) as DayKey, today, words)),
  'profile.changed': (_args, { words }) => words.because.profile,
  'credit.refused': (args, { points, words }) =>
    words.because.refused(words.figures.points(figure(Number(args.points)), points.unit)),
};

/** The sentence of one line; a code this phone does not know yet is shown by its result alone. */
export function becauseText(because: Because, setting: Setting): string {
  const render = BECAUSE[because.code as keyof BecauseArgs] as Render | undefined;
  return render ? render(because.args, setting) : setting.words.because.unknown;
}

export function kindText(kind: EntryKind, points: PointsWords, words: Words): string {
  const text: string | ((name: string) => string) | undefined = words.history.kinds[kind];
  if (text === undefined) return words.history.kinds.other;
  return typeof text === 'function' ? text(points.name) : text;
}

export function receiptView(entry: EntryView, today: DayKey, points: PointsWords, words: Words): ReceiptView {
  const title = kindText(entry.kind, points, words);
  const when = momentText(entry.day, entry.time, today, words);
  const amount = signed(entry.points);
  const foot = [
    words.history.balance(words.figures.points(figure(entry.balanceAfter), points.unit)),
    words.history.version(entry.programmeVersion),
  ];
  if (entry.lastDay) foot.push(words.history.lastDay(dayText(entry.lastDay, today, words)));
  return {
    id: entry.id,
    title,
    when,
    points: amount,
    gain: entry.points > 0,
    lines: entry.because.map((line) => ({
      text: becauseText(line, { today, points, words }),
      result: figure(line.result),
    })),
    foot,
    ask: words.history.ask,
    toggle: { open: words.history.open, close: words.history.close },
    spoken: words.history.spoken(title, when, words.figures.points(amount, points.unit)),
  };
}

/** Newest first, by month. The newest entry of a month carries the month's sums. */
export function historyView(entries: EntryView[], today: DayKey, points: PointsWords, words: Words): MonthGroup[] {
  const groups: MonthGroup[] = [];
  for (const entry of entries) {
    let group = groups[groups.length - 1];
    if (!group || group.month !== entry.month) {
      group = {
        month: entry.month,
        title: monthText(entry.month, words),
        sumIn: entry.monthIn > 0 ? words.history.monthIn(signed(entry.monthIn)) : '',
        sumOut: entry.monthOut === 0 ? '' : words.history.monthOut(figure(-Math.abs(entry.monthOut))),
        receipts: [],
      };
      groups.push(group);
    }
    group.receipts.push(receiptView(entry, today, points, words));
  }
  return groups;
}
