/** What a replay says, as cards: cost first, then the worst, then by rule, by tier and by member. Pure. */
import type {
  Compared,
  LabMember,
  LabNote,
  LabResult,
  LabShare,
  LabStack,
  LabView,
  PointValue,
} from '../../../typings/api/lab';
import type { DayKey } from '../../../typings/domain';
import { dayText } from '../../views/dates';
import { figure, money, signed } from '../../views/figures';
import type { PointsWords, Words } from '../../words/index';
import type { LabWords } from '../words/lab/zh-Hans';

export interface LabSetting {
  today: DayKey;
  points: PointsWords;
  words: Words;
  own: LabWords;
}

export interface SideView {
  label: string;
  points: string;
  /** '' while the shop has not said what a point is worth. */
  money: string;
}

export interface BarView {
  key: string;
  name: string;
  change: string;
  /** 'more' costs more. */
  tone: 'more' | 'less' | 'same';
  bars: { side: string; figure: string; width: number; draft: boolean }[];
  spoken: string;
}

export interface PersonRow {
  key: string;
  name: string;
  tail: string;
  change: string;
}

export interface ResultView {
  of: string;
  sides: SideView[];
  /** What differs, largest. */
  head: string;
  tone: BarView['tone'];
  lines: string[];
  facts: { label: string; text: string }[];
  worst: { key: string; title: string; sides: (SideView & { stack: string; before: string })[] }[];
  rules: BarView[];
  tiers: BarView[];
  members: { key: string; title: string; top: string; rows: PersonRow[] }[];
  notes: string[];
}

const WHOLE = 100;

export function resultView(lab: LabView, result: LabResult, setting: LabSetting): ResultView {
  const { own, today, words } = setting;
  const change = result.points.draft - result.points.now;
  const first = dayText(lab.firstDay, today, words);
  return {
    of: own.of(first, dayText(lab.lastDay, today, words), figure(result.events)),
    sides: sidesOf(result, setting),
    head: change === 0 ? own.same : (change > 0 ? own.more : own.less)(pointsText(Math.abs(change), setting)),
    tone: toneOf(change),
    lines: linesOf(lab, result, change, setting),
    facts: factsOf(result, setting),
    worst: result.worst.map(({ what, amountFen, now, draft }) => ({
      key: what,
      title: own.worstOf[what](money(amountFen)),
      sides: [stackView(own.now, now, setting), stackView(own.draft, draft, setting)],
    })),
    rules: barsOf(result.rules, setting, ({ code, name }) => name || sourceName(code, own)),
    tiers: barsOf(result.tiers, setting, ({ code, name }) => name || (code === '' ? own.noTier : code)),
    members: [
      membersOf('gain', own.gainers(figure(result.gainers)), result.gaining, setting),
      membersOf('lose', own.losers(figure(result.losers)), result.losing, setting),
    ],
    notes: [
      ...(result.checked.entries > 0
        ? [own.checked(figure(result.checked.entries), figure(result.checked.equal))]
        : []),
      ...result.notes.map((note) => noteText(note, own)),
    ],
  };
}

function sidesOf({ points, fen }: LabResult, setting: LabSetting): SideView[] {
  const sideOf = (side: keyof Compared): SideView => ({
    label: setting.own[side],
    points: figure(points[side]),
    money: moneyText(fen[side]),
  });
  return [sideOf('now'), sideOf('draft')];
}

function linesOf(lab: LabView, { points, fen, value }: LabResult, change: number, setting: LabSetting): string[] {
  const { own } = setting;
  const lines: string[] = [];
  if (change === 0) lines.push(own.sameHint);
  else if (points.now > 0) {
    const share = shareText(Math.abs(change), points.now);
    lines.push((change > 0 ? own.percentMore : own.percentLess)(share));
  }
  const differs = fen.now !== null && fen.draft !== null ? fen.draft - fen.now : 0;
  if (differs !== 0) {
    const week = own.perWeek(money(Math.round(Math.abs(differs) / lab.weeks)));
    const said = (differs > 0 ? own.moneyMore : own.moneyLess)(money(Math.abs(differs)));
    lines.push([said, week].join(setting.words.card.comma));
  }
  lines.push(formulaText(value, setting));
  return lines;
}

function formulaText({ now, draft }: Compared<PointValue | null>, setting: LabSetting): string {
  const { own } = setting;
  const same = now && draft && now.points * draft.fen === draft.points * now.fen;
  if (now && draft && !same) {
    const of = (value: PointValue) => own.formulaOf(pointsText(value.points, setting), money(value.fen));
    return own.formulaTwo(of(now), of(draft));
  }
  const value = draft ?? now;
  return value ? own.formula(pointsText(value.points, setting), money(value.fen)) : own.noValue;
}

function factsOf({ orders, ordersTouched, coupons }: LabResult, { own }: LabSetting): ResultView['facts'] {
  const facts: ResultView['facts'] = [];
  if (orders > 0) {
    const share = shareText(ordersTouched, orders);
    facts.push({ label: own.touched, text: own.touchedOf(figure(ordersTouched), figure(orders), share) });
  }
  if (coupons.now + coupons.draft > 0) {
    const [now, draft] = [own.pieces(figure(coupons.now)), own.pieces(figure(coupons.draft))];
    facts.push({ label: own.coupons, text: `${now} → ${draft}` });
  }
  return facts;
}

function stackView(label: string, stack: LabStack, setting: LabSetting): ResultView['worst'][number]['sides'][number] {
  const { own, today, words } = setting;
  const { points, beforeCap, fen, rules, tier, day } = stack;
  return {
    label,
    points: figure(points),
    money: fen === null ? '' : own.worth(money(fen)),
    before: beforeCap > points ? own.beforeCap(figure(beforeCap)) : '',
    stack: own.stack(tier, dayText(day, today, words), rules.join(own.andRule)),
  };
}

/** Widths by the largest of all, so that rows can be held against each other. */
function barsOf(shares: readonly LabShare[], setting: LabSetting, nameOf: (share: LabShare) => string): BarView[] {
  const { own } = setting;
  const most = Math.max(1, ...shares.flatMap(({ now, draft }) => [Math.abs(now), Math.abs(draft)]));
  return shares.map((share) => {
    const { code, now, draft } = share;
    const name = nameOf(share);
    const barOf = (side: string, points: number, isDraft: boolean) => ({
      side,
      figure: figure(points),
      width: Math.max(points === 0 ? 0 : 1, Math.round((Math.abs(points) / most) * WHOLE)),
      draft: isDraft,
    });
    const change = draft === now ? '' : signed(draft - now);
    return {
      key: code || 'none',
      name,
      change,
      tone: toneOf(draft - now),
      bars: [barOf(own.side.now, now, false), barOf(own.side.draft, draft, true)],
      spoken: [name, `${own.side.now} ${figure(now)}`, `${own.side.draft} ${figure(draft)}`].join(
        setting.words.card.comma,
      ),
    };
  });
}

function membersOf(
  key: string,
  title: string,
  members: readonly LabMember[],
  { own }: LabSetting,
): ResultView['members'][number] {
  const rows = members.map(({ points, tail, nickname }, place) => ({
    key: `${key}${place}`,
    name: tail === null ? own.anonymous : (nickname ?? own.unnamed),
    tail: tail === null ? '' : own.tail(tail),
    change: signed(points),
  }));
  return { key, title, top: rows.length > 0 ? own.topOf(figure(rows.length)) : '', rows };
}

function noteText({ code, count }: LabNote, { note }: LabWords): string {
  const said = note[code];
  return typeof said === 'string' ? said : said(figure(count));
}

/** A source that is newer than this phone is told by its code's class. */
function sourceName(code: string, { sources }: LabWords): string {
  return (sources as Partial<Record<string, string>>)[code] ?? sources.base;
}

function toneOf(change: number): BarView['tone'] {
  if (change === 0) return 'same';
  return change > 0 ? 'more' : 'less';
}

function pointsText(points: number, { points: { unit }, words }: LabSetting): string {
  return words.figures.points(figure(points), unit);
}

function moneyText(fen: number | null): string {
  return fen === null ? '' : money(fen);
}

/** Percent; less than one half is still something. */
function shareText(part: number, whole: number): string {
  const share = (part / whole) * WHOLE;
  return share >= 10 || share === 0 ? String(Math.round(share)) : share.toFixed(1);
}
