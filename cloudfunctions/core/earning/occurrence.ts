/** When the rules of certain days run next: member days and campaigns. Pure. */
import type { DayKey } from '../../../typings/domain';
import { addDays } from '../calendar';
import type { Rule } from './evaluate';
import { conditionOf, type Kinds, standardKinds } from './kinds';

export interface Occurrence {
  first: DayKey;
  last: DayKey;
}

/** What runs for longer than this without a break is no special day, days. */
const LONGEST = 366;

/** Whether a condition of the rule looks at nothing but the day. */
export function isOfDays(rule: Rule, kinds: Kinds = standardKinds): boolean {
  return rule.when.some(({ code }) => conditionOf(kinds, code).runsOn !== undefined);
}

/** Whether its days leave this day open; a rule without such conditions runs every day. */
export function runsOn(rule: Rule, day: DayKey, kinds: Kinds = standardKinds): boolean {
  return rule.when.every((each) => conditionOf(kinds, each.code).runsOn?.(each, day) ?? true);
}

/**
 * The running stretch of days, or the next one that begins within `ahead` days; null when there is none, or when it is
 * always so.
 */
export function nextOccurrence(
  rule: Rule,
  today: DayKey,
  ahead: number,
  kinds: Kinds = standardKinds,
): Occurrence | null {
  if (!isOfDays(rule, kinds)) return null;
  for (let wait = 0; wait <= ahead; wait += 1) {
    const day = addDays(today, wait);
    if (!runsOn(rule, day, kinds)) continue;
    const first = edge(rule, day, -1, kinds);
    const last = edge(rule, day, 1, kinds);
    return first && last ? { first, last } : null;
  }
  return null;
}

/** Last day of the stretch in that direction; null when it does not end. */
function edge(rule: Rule, from: DayKey, step: 1 | -1, kinds: Kinds): DayKey | null {
  let day = from;
  for (let n = 0; n < LONGEST; n += 1) {
    const next = addDays(day, step);
    if (!runsOn(rule, next, kinds)) return day;
    day = next;
  }
  return null;
}
