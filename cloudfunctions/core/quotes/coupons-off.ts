/** Which coupons hold for an order, and what each takes off its price. Pure. */
import type { ErrorCode } from '../../../typings/api/envelope';
import type { Channel, DayKey, EpochMs, Fen } from '../../../typings/domain';
import { type Coupon, discountOf, stackable, whyNot } from '../templates';

export interface Basket {
  amountFen: Fen;
  /** Of the goods in it, by the merchant's own words; null: nobody has said. */
  categories: readonly string[] | null;
  channel: Channel;
  storeId: string;
  /** Whose order it is, under all ids they ever had; null: whoever shows the code may use it. */
  memberId: readonly string[] | null;
  /** A till's own reservation does not stand in its way. */
  reservedFor?: { by: string; ref: string };
  today: DayKey;
  now: EpochMs;
}

export interface CouponOff {
  coupon: Coupon;
  /** What it takes off, 0 when it is refused, or brings something other than money. */
  fen: Fen;
  refusal: ErrorCode | null;
}

/**
 * Coupons in the order given, each on what those before it leave to be paid. Two go together only when each is of a
 * group and the groups differ. Laws: together they never take off more than the price; one that is refused takes off
 * nothing and stands in no other's way.
 */
export function couponsOff(coupons: readonly Coupon[], basket: Basket): CouponOff[] {
  const taken: Coupon[] = [];
  let leftFen: number = basket.amountFen;
  return coupons.map((coupon) => {
    const off = oneOff(coupon, { ...basket, amountFen: leftFen as Fen }, taken);
    if (off.refusal === null) taken.push(coupon);
    leftFen -= off.fen;
    return off;
  });
}

/** Those that hold for the order as it is, best first; of two that take off the same, the one that ends first. */
export function candidates(coupons: readonly Coupon[], basket: Basket): CouponOff[] {
  return coupons
    .map((coupon) => oneOff(coupon, basket, []))
    .filter(({ refusal }) => refusal === null)
    .sort((a, b) => b.fen - a.fen || compared(a.coupon.until, b.coupon.until) || compared(a.coupon._id, b.coupon._id));
}

function oneOff(coupon: Coupon, basket: Basket, taken: readonly Coupon[]): CouponOff {
  const refused = (refusal: ErrorCode): CouponOff => ({ coupon, fen: 0 as Fen, refusal });
  const barred = whyNot(coupon, basket);
  if (barred) return refused(barred);
  const together = stackable([...taken, coupon]);
  if (together) return refused(together);
  const { amountFen, categories } = basket;
  const off = discountOf(coupon.terms, { amountFen, categories });
  if ('refusal' in off) return refused(off.refusal);
  return { coupon, fen: Math.min(off.fen, amountFen) as Fen, refusal: null };
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
