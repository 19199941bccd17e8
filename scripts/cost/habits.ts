/** What a member who comes does in a month, as in the last month of the demo shop: a restaurant with a check-in that pays. */
import { cast, DAYS } from '../../local/demo/cast';
import { days } from '../../local/demo/days';

const MONTH_DAYS = 30;

export type Occasion = 'open' | 'checkIn' | 'order' | 'exchange' | 'coupon' | 'visit';

/** How often each of them happens to one active member in thirty days. */
export function habits(): Record<Occasion, number> {
  const month = days(cast()).slice(DAYS - MONTH_DAYS);
  const came = new Set<number>();
  const sum: Record<Occasion, number> = { open: 0, checkIn: 0, order: 0, exchange: 0, coupon: 0, visit: 0 };
  for (const { checkIns, purchases, mallVisits, couponVisits, scans } of month) {
    const onPhone = new Set([...checkIns, ...mallVisits, ...couponVisits, ...scans]);
    for (const who of [...onPhone, ...purchases.map((purchase) => purchase.who)]) came.add(who);
    // Whoever does something on the phone has opened the program first.
    sum.open += onPhone.size;
    sum.checkIn += checkIns.length;
    sum.order += purchases.length;
    sum.exchange += mallVisits.length;
    sum.coupon += couponVisits.length;
    sum.visit += scans.length;
  }
  const each = Object.entries(sum).map(([occasion, times]) => [occasion, times / came.size]);
  return Object.fromEntries(each) as Record<Occasion, number>;
}
