/** What is typed to put something right about a member, and what is wrong with it. Pure. */
import { figure } from '../../views/figures';
import type { MembersWords } from '../words/members/zh-Hans';

export type ActKind = 'points' | 'streak' | 'grant' | 'freeze' | 'thaw' | 'birthday' | 'merge' | 'tags';

/** As it stands in the fields. */
export interface Typed {
  minus: boolean;
  points: string;
  days: string;
  template: string;
  count: number;
  month: string;
  date: string;
  other: string;
  tags: string[];
  tag: string;
  reason: string;
  note: string;
}

export const UNTYPED: Typed = {
  ...{ minus: false, points: '', days: '', template: '', count: 1, month: '', date: '', other: '' },
  ...{ tags: [], tag: '', reason: '', note: '' },
};

export const GRANT_MAX = 5;
export const TAGS_MAX = 10;
const TAG_LONGEST = 20;
const POINTS_MAX = 1_000_000;
const STREAK_MAX = 3_650;
const REASON = { from: 2, to: 40 };
const REASONED: readonly ActKind[] = ['points', 'streak', 'grant', 'freeze', 'thaw'];

export function asksReason(kind: ActKind): boolean {
  return REASONED.includes(kind);
}

/** Full-width digits are digits, marks of thousands are let through; null for anything else. */
export function wholeOf(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,，]/g, '');
  return /^\d{1,9}$/.test(plain) ? Number(plain) : null;
}

/** +50 or −50; null while it is no such number. */
export function pointsOf({ minus, points }: Pick<Typed, 'minus' | 'points'>): number | null {
  const whole = wholeOf(points);
  return whole === null || whole === 0 ? null : minus ? -whole : whole;
}

/** '08-15'; null for a day that no year has. */
export function monthDayOf({ month, date }: Pick<Typed, 'month' | 'date'>): string | null {
  const [m, d] = [wholeOf(month) ?? 0, wholeOf(date) ?? 0];
  const last = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ?? 0;
  return d >= 1 && d <= last ? `${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}` : null;
}

export type Wrongs = Partial<Record<keyof Typed, string>>;

/** A sentence for each field that is wrong. @param available what can be spent now */
export function wrongsOf(kind: ActKind, typed: Typed, available: number, own: MembersWords): Wrongs {
  const wrongs: Wrongs = {};
  const say = (field: keyof Typed, sentence: string) => {
    if (sentence) wrongs[field] = sentence;
  };
  if (kind === 'points') say('points', wrongPoints(typed, available, own));
  if (kind === 'streak') {
    const days = wholeOf(typed.days);
    say('days', days === null || days < 1 || days > STREAK_MAX ? own.streak.range : '');
  }
  if (kind === 'grant') say('template', typed.template ? '' : own.grant.choose);
  if (kind === 'birthday') say('date', monthDayOf(typed) ? '' : own.birthday.wrong);
  if (asksReason(kind)) say('reason', wrongReason(typed.reason, own));
  return wrongs;
}

function wrongPoints(typed: Typed, available: number, { points: own }: MembersWords): string {
  const points = pointsOf(typed);
  if (points === null) return own.whole;
  if (Math.abs(points) > POINTS_MAX) return own.most(figure(POINTS_MAX));
  return points + available < 0 ? own.short(figure(available)) : '';
}

function wrongReason(reason: string, { reason: own }: MembersWords): string {
  const length = [...reason.trim()].length;
  return length < REASON.from || length > REASON.to ? own.length : '';
}

/** What is wrong with a tag that is to be added; '' when nothing is. */
export function wrongTag({ tag, tags }: Pick<Typed, 'tag' | 'tags'>, { tags: own }: MembersWords): string {
  if (tags.length >= TAGS_MAX) return own.most;
  return [...tag.trim()].length > TAG_LONGEST ? own.length : '';
}
