import type { ClaimedView } from '../../../typings/api/shopper';
import type { MonthDay } from '../../../typings/domain';
import { monthDayText } from '../../views/dates';
import { figure, signed } from '../../views/figures';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';

/** Days of each month in a leap year: a birthday may be 29 February. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The two wheels: months, and the days of the month that is turned to (0 = January). */
export function birthdayWheels(month: number, words: PageWords): [string[], string[]] {
  const months = DAYS.map((_, index) => words.profile.monthOf(index + 1));
  const days = Array.from({ length: DAYS[month] ?? 31 }, (_, index) => words.profile.dayOf(index + 1));
  return [months, days];
}

/** What the wheels stand on, as a day that exists: the days may have turned after the month. */
export function pickedDay([month = 0, day = 0]: number[]): MonthDay {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(month + 1)}-${two(Math.min(day, (DAYS[month] ?? 31) - 1) + 1)}` as MonthDay;
}

export interface ConfirmView {
  title: string;
  text: string;
  yes: string;
  no: string;
}

export function birthdayConfirm(day: MonthDay, words: PageWords): ConfirmView {
  const text = monthDayText(day, words);
  const { profile } = words;
  return {
    title: profile.birthdayTitle(text),
    text: profile.birthdayText,
    yes: profile.birthdayYes(text),
    no: profile.birthdayNo,
  };
}

/** What binding the number has brought. */
export interface FoundView {
  title: string;
  found: string;
  growth: string;
  hint: string;
  button: string;
}

export function foundView({ merged }: Pick<ClaimedView, 'merged'>, points: PointsWords, words: PageWords): FoundView {
  const { profile } = words;
  const some = merged !== null && (merged.points > 0 || merged.growth > 0);
  return {
    title: profile.phoneDone,
    found: some ? profile.phoneFound(words.figures.points(figure(merged.points), points.unit)) : '',
    growth: some && merged.growth > 0 ? profile.phoneFoundGrowth(signed(merged.growth)) : '',
    hint: some ? profile.phoneFoundHint : profile.phoneFresh,
    button: profile.phoneClose,
  };
}
