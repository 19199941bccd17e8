/**
 * How often a member has taken something that is limited per member and period. The member document keeps one counter a
 * thing; a counter carries its period and is dropped when that is over. Pure.
 */
import type { Period } from '../../../typings/api/mall';
import type { DayKey } from '../../../typings/domain';
import { mondayOf } from '../calendar';

export type { Period };

export interface Counter {
  /** What is counted: 'reward:<id>', 'coupon:<template>'. */
  of: string;
  /** Name of the period it belongs to; '' for ever. */
  in: string;
  /** The period's kind, by which it is known to be over. */
  period: Period;
  n: number;
}

/** Name of the period that `day` lies in: the day itself, its week's Monday, its month, its year; '' for ever. */
export function periodOf(period: Period, day: DayKey): string {
  switch (period) {
    case 'day':
      return day;
    case 'week':
      return mondayOf(day);
    case 'month':
      return day.slice(0, 7);
    case 'year':
      return day.slice(0, 4);
    case 'ever':
      return '';
  }
}

/** How many of it this member has taken in the period that `today` lies in. */
export function countOf(counters: readonly Counter[], of: string, period: Period, today: DayKey): number {
  const name = periodOf(period, today);
  const found = counters.find((each) => each.of === of && each.period === period && each.in === name);
  return found?.n ?? 0;
}

/**
 * The counters with `n` more of it in the period of `day`, or with a negative `n` fewer; what is over by `today` is
 * dropped. Something given back in another period than it was taken in changes nothing.
 */
export function counted(
  counters: readonly Counter[],
  taken: { of: string; period: Period; n: number; day: DayKey },
  today: DayKey,
): Counter[] {
  const { of, period, n, day } = taken;
  const name = periodOf(period, day);
  const running = counters.filter((each) => each.in === periodOf(each.period, today));
  const isIt = (each: Counter) => each.of === of && each.period === period;
  if (name !== periodOf(period, today)) return running;
  const sum = Math.max(0, (running.find(isIt)?.n ?? 0) + n);
  const others = running.filter((each) => !isIt(each));
  return sum === 0 ? others : [...others, { of, in: name, period, n: sum }];
}
