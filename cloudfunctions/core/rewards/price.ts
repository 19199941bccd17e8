/**
 * What a reward costs on a day. Pure.
 *
 * Laws: a discount never raises the price and never makes it less than nothing; of several that hold the best one counts;
 * money has no discount.
 */
import type { PriceView } from '../../../typings/api/mall';
import type { DayKey, Fen, Points } from '../../../typings/domain';
import { weekdayOf } from '../calendar';
import type { Reward } from './reward';

type Discount = Reward['discounts'][number];
type Priced = Pick<Reward, 'price' | 'discounts'>;

/** The discount that holds on this day. A month without a 31st has no such day. */
export function discountOn({ discounts }: Pick<Reward, 'discounts'>, day: DayKey): Discount | null {
  const dayOfMonth = Number(day.slice(8, 10));
  const weekday = weekdayOf(day);
  return discounts
    .filter(({ weekdays, monthDays }) => weekdays.includes(weekday) || monthDays.includes(dayOfMonth))
    .reduce<Discount | null>((best, next) => (best && best.rate <= next.rate ? best : next), null);
}

export function priceOn({ price, discounts }: Priced, day: DayKey): PriceView {
  const cashFen = price.cashFen as Fen;
  const full = price.points as Points;
  const discount = discountOn({ discounts }, day);
  if (!discount || full === 0) return { points: full, cashFen, was: null };
  const points = Math.ceil((full * discount.rate) / 100) as Points;
  return { points, cashFen, was: points === full ? null : { points: full, cashFen, name: discount.name } };
}
