/** `npm run till -- quote | coupon | points`. */
import type { QuoteInput } from '../../typings/api/partner';
import type { Client } from './client';
import { couponDoneText, couponText, deductionText } from './offer-text';
import { actOnCoupon, type CouponVerb, deduct, endDeduction, showCoupon } from './offers';
import { digitsOf, fenIn, orderIn, pointsIn, UsageError, type Values, whoIn } from './options';
import { newOrderId } from './sales';

const COUPON_TITLES: Record<CouponVerb, string> = {
  reserve: '已留住',
  use: '已用券',
  release: '已放开',
  undo: '已撤销',
};

export async function coupon(till: Client, values: Values, [first = '', second]: readonly string[]): Promise<string> {
  if (second === undefined) {
    const fen = values.amount === undefined ? undefined : fenIn(values);
    return couponText(await showCoupon(till, digitsOf(first), fen));
  }
  if (!Object.hasOwn(COUPON_TITLES, first)) throw new UsageError(`券没有 ${first} 这个用法`);
  const verb = first as CouponVerb;
  const asksAmount = verb === 'use' || verb === 'reserve';
  const act = { code: digitsOf(second), orderId: orderIn(values), fen: asksAmount ? fenIn(values) : undefined };
  return couponDoneText(COUPON_TITLES[verb], await actOnCoupon(till, verb, act));
}

export async function points(till: Client, values: Values, [first, second]: readonly string[]): Promise<string> {
  if (first === undefined) {
    const input = {
      deductionId: newOrderId(till.now()),
      member: whoIn(values),
      points: pointsIn(values),
      channel: 'till' as const,
    };
    return deductionText(await deduct(till, { ...input, amountFen: fenIn(values) }));
  }
  if (first !== 'capture' && first !== 'release' && first !== 'return')
    throw new UsageError(`积分没有 ${first} 这个用法`);
  if (second === undefined) throw new UsageError('请写抵扣号');
  return deductionText(await endDeduction(till, second, first));
}

export function quoteIn(values: Values): QuoteInput {
  const { coupon: codes, points: asked, order: orderId } = values;
  return {
    member: whoIn(values),
    amountFen: fenIn(values),
    channel: 'till',
    ...(codes === undefined ? {} : { coupons: codes.map(digitsOf) }),
    ...(asked === undefined ? {} : { points: pointsIn(values) }),
    ...(orderId === undefined ? {} : { orderId }),
  };
}
