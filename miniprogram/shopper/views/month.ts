import type { CalendarView, NextGift } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import { dayOfMonth, monthText, spokenDay } from '../../views/dates';
import { figure } from '../../views/figures';
import type { RuleView } from '../../views/guide';
import { type CellLook, lookOf, spokenState } from '../../views/strip';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';
import { guideView } from './rules';

export interface MonthCell {
  key: string;
  /** Empty for the days before the first. */
  day: DayKey | '';
  date: string;
  look: CellLook | 'none';
  isToday: boolean;
  gift: boolean;
  fillable: boolean;
  spoken: string;
}

export interface GiftStep {
  streak: string;
  gain: string;
  when: string;
  near: boolean;
}

/** The calendar page, ready to draw. */
export interface CalendarPageView {
  title: string;
  weekdays: string[];
  cells: MonthCell[];
  grid: string;
  fill: string;
  previous: string;
  next: string;
  canGoBack: boolean;
  canGoOn: boolean;
  streak: string;
  signedDays: string;
  giftsTitle: string;
  gifts: GiftStep[];
  cardsTitle: string;
  cards: string;
  cardsHint: string;
  rulesTitle: string;
  rules: RuleView[];
}

function giftStep(gift: NextGift, index: number, points: PointsWords, words: PageWords): GiftStep {
  const amount = words.gift.points(words.figures.points(figure(gift.points), points.unit));
  return {
    streak: words.gift.streak(gift.streak),
    gain: [gift.points > 0 ? amount : '', gift.right ?? ''].filter(Boolean).join(words.card.comma),
    when: gift.inDays > 0 ? words.calendar.giftIn(gift.inDays) : words.calendar.giftToday,
    near: index === 0,
  };
}

function monthCells(view: CalendarView, words: PageWords): MonthCell[] {
  const blanks = Array.from(
    { length: view.firstWeekday - 1 },
    (_, index): MonthCell => ({
      key: `blank-${index}`,
      day: '',
      date: '',
      look: 'none',
      isToday: false,
      gift: false,
      fillable: false,
      spoken: '',
    }),
  );
  const days = view.days.map(
    (cell): MonthCell => ({
      key: cell.day,
      day: cell.day,
      date: String(dayOfMonth(cell.day)),
      look: lookOf(cell),
      isToday: cell.day === view.today,
      gift: cell.gift,
      fillable: cell.fillable,
      spoken: words.strip.spokenDay(spokenDay(cell.day, words), spokenState(cell, words)),
    }),
  );
  return [...blanks, ...days];
}

export function calendarView(view: CalendarView, points: PointsWords, words: PageWords): CalendarPageView {
  const { calendar } = words;
  const { left, perMonth } = view.makeUp;
  return {
    title: monthText(view.month, words),
    weekdays: words.dates.weekdays,
    cells: monthCells(view, words),
    grid: calendar.grid(monthText(view.month, words)),
    fill: calendar.fill,
    previous: calendar.previous,
    next: calendar.next,
    canGoBack: view.previous !== null,
    canGoOn: view.next !== null,
    streak: view.streak > 0 ? calendar.streak(view.streak) : calendar.noStreak,
    signedDays: calendar.signedDays(view.signedDays),
    giftsTitle: calendar.gifts,
    gifts: view.gifts.map((gift, index) => giftStep(gift, index, points, words)),
    cardsTitle: perMonth > 0 ? calendar.cards : '',
    cards: calendar.cardsLeft(left),
    cardsHint: left > 0 ? calendar.cardsHint(perMonth) : calendar.cardsUsedUp(perMonth),
    rulesTitle: calendar.rules,
    rules: guideView(view.rules, points, words),
  };
}
