import type { CheckInDay, CheckInView, HomeView, NextGift } from '../../typings/api/shopper';
import type { DayKey } from '../../typings/domain';
import type { PointsWords, Words } from '../words/index';
import { dayText, spokenDay, weekdayShort } from './dates';
import { figure, signed } from './figures';

export type CellLook = 'signed' | 'missed' | 'today' | 'ahead' | 'before';

/** One of the seven cells. */
export interface CellView {
  day: DayKey;
  look: CellLook;
  gift: boolean;
  /** The day after a signed today: it lights up. */
  next: boolean;
  fillable: boolean;
  gain: string;
  label: string;
  spoken: string;
}

export interface StripView {
  title: string;
  hint: string;
  /** What the one button says: sign now, or what tomorrow brings. */
  button: string;
  done: boolean;
  asleep: boolean;
  cells: CellView[];
  calendar: string;
  waiting: string;
  spoken: string;
}

export function spokenState(cell: CheckInDay, words: Words): string {
  const { strip } = words;
  const gain = signed(cell.points);
  const state = {
    signed: strip.spokenSigned,
    madeUp: strip.spokenMadeUp,
    missed: cell.fillable ? strip.spokenFillable : strip.spokenMissed,
    today: strip.spokenToday(gain),
    ahead: strip.spokenAhead(gain),
    before: strip.spokenBefore,
  }[cell.state];
  return cell.gift ? `${state}${words.card.comma}${strip.spokenGift}` : state;
}

export function lookOf(cell: CheckInDay): CellLook {
  return cell.state === 'madeUp' ? 'signed' : cell.state;
}

function cellView(cell: CheckInDay, nth: number, today: DayKey, next: boolean, words: Words): CellView {
  const isToday = cell.day === today;
  const plain = isToday ? words.dates.today : weekdayShort(cell.day, words);
  const labelled = cell.fillable ? words.strip.makeUp : plain;
  return {
    day: cell.day,
    look: lookOf(cell),
    gift: cell.gift,
    next,
    fillable: cell.fillable,
    gain: cell.points > 0 ? signed(cell.points) : '',
    label: cell.gift && !isToday && cell.state === 'ahead' ? words.strip.nth(nth) : labelled,
    spoken: words.strip.spokenDay(spokenDay(cell.day, words), spokenState(cell, words)),
  };
}

export function giftHint(gift: NextGift | null, points: PointsWords, words: Words, fallback: string): string {
  if (!gift) return fallback;
  const figureOf = words.figures.points(figure(gift.points), points.unit);
  if (gift.inDays <= 0) return fallback;
  return gift.right === null
    ? words.strip.giftPoints(gift.inDays, figureOf)
    : words.strip.giftRight(gift.inDays, gift.right);
}

export function stripView(checkin: CheckInView, home: HomeView, words: Words): StripView {
  const { points } = home.shop;
  const gain = checkin.nextPoints > 0 ? signed(checkin.nextPoints) : '';
  const next = checkin.strip.findIndex((cell) => cell.state === 'ahead');
  const title = checkin.streak > 0 ? words.strip.streakTitle(checkin.streak) : words.strip.startTitle;
  const start = words.strip.startHint(words.figures.points(figure(checkin.nextPoints), points.unit));
  // The streak number of the gift tells which day of the run a cell is.
  const signedCells = checkin.strip.filter((cell) => ['signed', 'madeUp'].includes(cell.state)).length;
  const firstDay = checkin.streak - signedCells;
  const gap = checkin.signedToday ? undefined : checkin.strip.find(({ fillable }) => fillable);
  const cells = checkin.strip.map((cell, index) =>
    cellView(cell, firstDay + index + 1, home.today, checkin.signedToday && index === next, words),
  );
  return {
    title,
    hint: gap
      ? words.strip.mend(dayText(gap.day, home.today, words))
      : giftHint(checkin.nextGift, points, words, checkin.streak > 0 ? '' : start),
    button: checkin.signedToday ? words.strip.tomorrow(gain) : gain ? words.strip.sign(gain) : words.strip.signPlain,
    done: checkin.signedToday,
    asleep: false,
    cells,
    calendar: words.strip.openCalendar,
    waiting: words.strip.waiting,
    spoken: `${words.strip.name}${words.card.comma}${title}`,
  };
}

/** The strip asleep, for a guest: what each of the first seven days would bring, and nothing to tap. */
export function asleepView(checkin: CheckInView, home: HomeView, words: Words): StripView {
  const cells = checkin.strip.map((cell, index): CellView => {
    const gain = cell.points > 0 ? signed(cell.points) : '';
    const label = words.strip.nth(index + 1);
    return {
      day: cell.day,
      look: 'before',
      gift: cell.gift,
      next: false,
      fillable: false,
      gain,
      label,
      spoken: words.strip.spokenDay(label, words.strip.spokenAhead(gain)),
    };
  });
  return {
    title: words.strip.asleepTitle(home.shop.points.name),
    hint: words.strip.asleepHint,
    button: '',
    done: false,
    asleep: true,
    cells,
    calendar: '',
    waiting: '',
    spoken: words.strip.name,
  };
}
