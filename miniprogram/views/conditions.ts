import type { DayKey } from '../../typings/domain';
import type { Words } from '../words/index';
import { dayText } from './dates';
import { money } from './figures';

/**
 * The conditions of a rule in words. They arrive as codes: `weekday:3,6|channel:mini|firstOrder`; tiers and stores already as the
 * merchant's names. A condition this phone does not know is left out.
 */
type Render = (values: string[], words: Words) => string;

const listed = (values: string[], words: Words) => values.join(words.conditions.listed);

function channels(values: string[], words: Words): string {
  const names: Record<string, string | undefined> = words.conditions.channels;
  const said = values
    .map((value) => names[value] ?? '')
    .filter((name, index, all) => name && all.indexOf(name) === index);
  return listed(said, words);
}

const PHRASES: Record<string, Render | undefined> = {
  channel: channels,
  store: listed,
  tier: listed,
  weekday: (days, words) =>
    words.conditions.weekdays(
      listed(
        days.map((day) => words.dates.weekdays[Number(day) - 1] ?? ''),
        words,
      ),
    ),
  monthDay: (days, words) => words.conditions.monthDays(listed(days, words)),
  dateRange: ([from = '', until = ''], words) =>
    words.conditions.range(
      dayText(from as DayKey, until as DayKey, words),
      dayText(until as DayKey, from as DayKey, words),
    ),
  birthdayMonth: (_values, words) => words.conditions.birthdayMonth,
  firstOrder: (_values, words) => words.conditions.firstOrder,
  minimum: ([fen = '0'], words) => words.conditions.minimum(money(Number(fen))),
};

/** 每周三，小程序下单， — ready to stand before what the rule brings; '' without conditions. */
export function whenText(when: string, words: Words): string {
  return when
    .split('|')
    .map((phrase) => {
      const colon = phrase.indexOf(':');
      if (colon < 0) return PHRASES[phrase]?.([], words) ?? '';
      return PHRASES[phrase.slice(0, colon)]?.(phrase.slice(colon + 1).split(','), words) ?? '';
    })
    .filter(Boolean)
    .map((phrase) => words.guide.when(phrase))
    .join('');
}
