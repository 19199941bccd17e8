/** The member day or campaign that runs, or is about to. Pure. */
import type { BannerView } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import { addDays, startOf } from '../calendar';
import { type EarningRule, nextOccurrence, type Occurrence } from '../earning';
import type { StoreInfo } from '../stores';
import type { CouponTemplate } from '../templates';
import { namesOf, rowsOfRule } from './guide';
import type { Programme } from './programme';

/** How long before its first day it is announced, days. */
const AHEAD_DAYS = 3;

/** The running one that ends first, else the next to begin. */
export function bannerOf(
  programme: Programme,
  stores: readonly StoreInfo[],
  today: DayKey,
  templates: readonly CouponTemplate[] = [],
): BannerView | null {
  const names = namesOf(programme, stores, templates);
  const announced = programme.earning.rules.flatMap((rule) => {
    const occurrence = nextOccurrence(rule, today, AHEAD_DAYS);
    const rows = rowsOfRule(rule, names);
    return occurrence && rows.length > 0 ? [{ rule, occurrence, rows }] : [];
  });
  const [shown] = announced.sort((a, b) => (urgency(a, today) < urgency(b, today) ? -1 : 1));
  if (!shown) return null;
  const { rule, occurrence, rows } = shown;
  return {
    code: rule.code,
    name: rule.name,
    startsAt: startOf(occurrence.first, programme.zone),
    endsAt: startOf(addDays(occurrence.last, 1), programme.zone),
    active: occurrence.first <= today,
    rows,
  };
}

/** Sorts as text: what runs first, by its end; then what comes, by its beginning; of one day by code. */
function urgency({ rule, occurrence }: { rule: EarningRule; occurrence: Occurrence }, today: DayKey): string {
  const { first, last } = occurrence;
  return first <= today ? `0 ${last} ${rule.code}` : `1 ${first} ${rule.code}`;
}
