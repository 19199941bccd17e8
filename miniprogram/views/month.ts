import type { CalendarView, NextGift } from '../../typings/api/shopper';
import type { DayKey } from '../../typings/domain';
import type { PointsWords, Words } from '../words/index';
import { dayOfMonth, monthText, spokenDay } from './dates';
import { figure, signed } from './figures';
import { guideView, type RuleView } from './guide';
import { type CellLook, lookOf, spokenState } from './strip';

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

function giftStep(gift: NextGift, index: number, points: PointsWords, words: Words): GiftStep {
  const amount = words.gift.points(words.figures.points(figure(gift.points), points.unit));
  return {
    streak: words.gift.streak(gift.streak),
    gain: [gift.points > 0 ? amount : '', gift.right ?? ''].filter(Boolean).join(words.card.comma),
    when: gift.inDays > 0 ? words.calendar.giftIn(gift.inDays) : words.calendar.giftToday,
    near: index === 0,
  };
}

function monthCells(view: CalendarView, words: Words): MonthCell[] {
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

export function calendarView(view: CalendarView, points: PointsWords, words: Words): CalendarPageView {
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

/** The sheet that asks before a make-up card is used. */
export interface MakeUpView {
  title: string;
  rows: { label: string; value: string; gain: boolean }[];
  button: string;
}

export function makeUpView(
  day: { text: string; points: number },
  left: number,
  points: PointsWords,
  words: Words,
): MakeUpView {
  const { makeUp } = words;
  const gain = day.points > 0 ? makeUp.getPoints(words.figures.points(signed(day.points), points.unit)) : '';
  return {
    title: makeUp.title(day.text),
    rows: [
      { label: makeUp.give, value: makeUp.giveValue, gain: false },
      { label: makeUp.get, value: gain || makeUp.getDay(points.name), gain: true },
      { label: makeUp.keep, value: makeUp.keepValue, gain: true },
      { label: makeUp.left, value: words.figures.cards(Math.max(0, left - 1)), gain: false },
    ],
    button: makeUp.button,
  };
}
