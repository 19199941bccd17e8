/** A coupon or a redemption as one row of a member's. Pure. */
import type { CouponView } from '../../../typings/api/coupons';
import type { RedemptionView } from '../../../typings/api/mall';
import type { DayKey } from '../../../typings/domain';
import { dayText, momentText } from '../../views/dates';
import { figure, money } from '../../views/figures';
import { stubFace } from '../../views/ticket';
import type { Setting } from './member';

export interface HoldingView {
  id: string;
  name: string;
  value: string;
  when: string;
  state: string;
}

export function couponRow(coupon: CouponView, { today, words, own }: Setting): HoldingView {
  const { figure: worth, unit, condition } = stubFace(coupon.value, words);
  const { used } = coupon;
  return {
    id: coupon.id,
    name: coupon.name,
    value: [`${worth}${unit}`, condition].filter(Boolean).join(words.card.comma),
    when: used
      ? own.holdings.usedAt(momentText(used.day, used.time, today, words), used.store)
      : own.holdings.until(dayText(coupon.until, today, words)),
    state: own.holdings.state[coupon.state],
  };
}

export function takenRow(one: RedemptionView, { today, points, words, own }: Setting): HoldingView {
  const cost = [
    one.points > 0 ? words.figures.points(figure(one.points), points.unit) : '',
    one.cashFen > 0 ? money(one.cashFen) : '',
  ].filter(Boolean);
  const taken = own.holdings.taken(momentText(one.day, one.time, today, words));
  const open = one.state === 'taken' && one.until !== null;
  const last = open ? own.holdings.pickUntil(dayText(one.until as DayKey, today, words)) : '';
  return {
    id: one.id,
    name: one.quantity > 1 ? `${one.name} × ${figure(one.quantity)}` : one.name,
    value: cost.join(' + '),
    when: [taken, last].filter(Boolean).join(words.card.comma),
    state: own.holdings.redemption[one.state],
  };
}
