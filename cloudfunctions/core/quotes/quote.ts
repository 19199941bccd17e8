/**
 * What an order costs and brings: coupons first, then points off what they leave, then what the rest earns. Pure.
 *
 * Law: booked at the same instant on the same member, the order brings exactly these points and this growth.
 */
import type { ErrorCode } from '../../../typings/api/envelope';
import type { Because, Channel, DayKey, EpochMs, Fen, Points } from '../../../typings/domain';
import { balanceOf, type Member, spend, spendable, upToDate } from '../account';
import { clockworkOf } from '../dues';
import { previewOrder } from '../orders';
import type { Settings } from '../settings';
import type { Coupon } from '../templates';
import { type Basket, type CouponOff, couponsOff } from './coupons-off';
import { type PointsOff, pointsOff } from './points-off';

export interface Asked {
  settings: Settings;
  member: Member;
  today: DayKey;
  now: EpochMs;
  channel: Channel;
  storeId: string;
  /** Before anything is taken off; 1 or more. */
  amountFen: Fen;
  /** Of the goods, by the merchant's own words; null: nobody has said. */
  categories: readonly string[] | null;
  /** Chosen ones, in the order in which they are to be taken off. */
  coupons: readonly Coupon[];
  /** To be taken off; 0 for none. */
  points: Points;
  /** Whose reservation of a coupon is this order's own. */
  reservedFor?: { by: string; ref: string };
}

export interface Quote {
  /** One for each coupon asked for. */
  coupons: CouponOff[];
  /** Null where points buy rewards alone. */
  deduction: PointsOff | null;
  /** What the customer pays. */
  netFen: Fen;
  earned: Points;
  growth: number;
  /** 'order.coupon' and 'deduct.points', then the lines of the order's receipt. */
  because: Because[];
  /** Why something asked for is not in it; the first reason. */
  refusal: ErrorCode | null;
}

export function quoteOf(asked: Asked): Quote {
  const { settings, today, now, channel, storeId, amountFen } = asked;
  const member = upToDate(asked.member, clockworkOf(settings, now), today);
  const basket = basketOf({ ...asked, member });
  const coupons = spending(member, couponsOff(asked.coupons, basket));
  const leftFen = (amountFen - sumOf(coupons)) as Fen;
  const available = spendable(member.lots, today);
  const deduction = frozen(member, pointsOff(settings.programme.deduction, leftFen, asked.points, available));
  const netFen = (leftFen - (deduction?.fen ?? 0)) as Fen;
  const after = less(member, deduction?.points ?? (0 as Points), today);
  const order = previewOrder({ settings, member: after, amountFen: netFen, channel, storeId, today, now });
  return {
    coupons,
    deduction,
    netFen,
    earned: order.points,
    growth: order.growth,
    because: [...couponLines(coupons), ...pointsLines(deduction), ...order.because],
    refusal: firstRefusal(coupons, deduction, asked.points),
  };
}

/** The order as its coupons look at it. */
export function basketOf(asked: Omit<Asked, 'settings' | 'coupons' | 'points'>): Basket {
  const { member, today, now, channel, storeId, amountFen, categories, reservedFor } = asked;
  const memberId = [member._id, ...member.aliases];
  return { amountFen, categories, channel, storeId, memberId, today, now, ...(reservedFor ? { reservedFor } : {}) };
}

/** Lines of the order's own receipt. */
export function couponLines(coupons: readonly CouponOff[]): Because[] {
  return coupons.flatMap(({ coupon, fen, refusal }) =>
    refusal === null ? [{ code: 'order.coupon', args: { coupon: coupon.terms.name, fen }, result: 0 }] : [],
  );
}

/** Lines of the entry that takes the points. */
export function pointsLines(off: Pick<PointsOff, 'points' | 'fen'> | null): Because[] {
  if (!off || off.points === 0) return [];
  const { points, fen } = off;
  return [{ code: 'deduct.points', args: { points, fen }, result: -points }];
}

/** A frozen account earns, but spends neither coupons nor points. */
function spending({ state }: Member, coupons: CouponOff[]): CouponOff[] {
  if (state === 'active') return coupons;
  return coupons.map(({ coupon, refusal }) => ({ coupon, fen: 0 as Fen, refusal: refusal ?? 'FROZEN' }));
}

function frozen({ state }: Member, off: PointsOff | null): PointsOff | null {
  if (state === 'active' || !off) return off;
  const none = { points: 0 as Points, fen: 0 as Fen, maxPoints: 0 as Points, maxFen: 0 as Fen };
  return { ...off, ...none, refusal: off.points > 0 ? 'FROZEN' : off.refusal };
}

function less(member: Member, points: Points, today: DayKey): Member {
  const spent = points > 0 ? spend(member.lots, points, today) : null;
  return spent ? { ...member, lots: spent.lots, balance: balanceOf(spent.lots) } : member;
}

function firstRefusal(coupons: readonly CouponOff[], off: PointsOff | null, asked: Points): ErrorCode | null {
  const ofCoupons = coupons.find(({ refusal }) => refusal !== null)?.refusal ?? null;
  if (ofCoupons) return ofCoupons;
  return off ? off.refusal : asked > 0 ? 'DEDUCTION_OFF' : null;
}

function sumOf(coupons: readonly CouponOff[]): number {
  return coupons.reduce((sum, { fen }) => sum + fen, 0);
}
