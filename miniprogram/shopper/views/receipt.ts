import type { EntryView } from '../../../typings/api/shopper';
import type { DayKey, EntryKind, MonthKey } from '../../../typings/domain';
import type { LineView } from '../../views/because';
import { dayText, momentText, monthText } from '../../views/dates';
import { figure, signed } from '../../views/figures';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';
import { lineView } from './because';

/** A ledger entry as a till receipt. */
export interface ReceiptView {
  id: string;
  title: string;
  when: string;
  points: string;
  gain: boolean;
  lines: LineView[];
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

/** Entries of an order, which happened at a place and by a way. */
const ORDERS: readonly EntryKind[] = ['order', 'completed', 'refund'];

export function kindText(kind: EntryKind, points: PointsWords, words: PageWords): string {
  const text: string | ((name: string) => string) | undefined = words.history.kinds[kind];
  if (text === undefined) return words.history.kinds.other;
  return typeof text === 'function' ? text(points.name) : text;
}

/** 湖滨店消费: an order names its store, where the shop has more than one. */
function titleText(entry: EntryView, points: PointsWords, words: PageWords): string {
  const kind = kindText(entry.kind, points, words);
  return entry.store && ORDERS.includes(entry.kind) ? words.history.inStore(entry.store, kind) : kind;
}

/** When, and for an order also by which way it came. */
function whenText(entry: EntryView, today: DayKey, words: PageWords): string {
  const moment = momentText(entry.day, entry.time, today, words);
  const channel = ORDERS.includes(entry.kind) ? words.history.channels[entry.channel] : '';
  return channel ? `${moment} · ${channel}` : moment;
}

function footView(entry: EntryView, today: DayKey, points: PointsWords, words: PageWords): string[] {
  const { history } = words;
  const foot = [
    history.balance(words.figures.points(figure(entry.balanceAfter), points.unit)),
    history.version(entry.programmeVersion),
  ];
  const said = (code: string) => entry.because.some((line) => line.code === code);
  if (entry.growth !== 0 && !said('growth.counted')) foot.push(history.growth(signed(entry.growth)));
  if (entry.from && !said('order.waiting')) foot.push(history.from(dayText(entry.from, today, words)));
  if (entry.lastDay) foot.push(history.lastDay(dayText(entry.lastDay, today, words)));
  return foot;
}

export function receiptView(entry: EntryView, today: DayKey, points: PointsWords, words: PageWords): ReceiptView {
  const title = titleText(entry, points, words);
  const when = whenText(entry, today, words);
  const amount = signed(entry.points);
  return {
    id: entry.id,
    title,
    when,
    points: amount,
    gain: entry.points > 0,
    lines: entry.because.map((line) => lineView(line, { today, points, words })),
    foot: footView(entry, today, points, words),
    ask: words.history.ask,
    toggle: { open: words.history.open, close: words.history.close },
    spoken: words.history.spoken(title, when, words.figures.points(amount, points.unit)),
  };
}

/** Newest first, by month. The newest entry of a month carries the month's sums. */
export function historyView(entries: EntryView[], today: DayKey, points: PointsWords, words: PageWords): MonthGroup[] {
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
