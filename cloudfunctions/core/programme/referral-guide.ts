/** What friends bring, as rows that the phone words. Pure. */
import type { GuideRow } from '../../../typings/api/shopper';
import type { Reward } from '../inviting';
import type { Grant } from '../templates';
import { type GuideNames, row } from './guide';
import type { Programme } from './programme';

type CouponNames = Pick<GuideNames, 'coupon'>;

/** Everything about inviting: what it brings on both sides, and under which conditions. */
export function referralGuide(programme: Programme, names: CouponNames): GuideRow[] {
  const { referral } = programme;
  if (!referral) return [];
  const { registered, firstOrder, friend } = referral;
  const told = (reward: Reward) => ({ points: reward.points, coupons: couponsTold(reward.coupons ?? [], names) });
  return [
    ...(registered ? [row('referral.registered', told(registered))] : []),
    ...(firstOrder ? [row('referral.firstOrder', { ...told(firstOrder), minimumFen: firstOrder.minimumFen })] : []),
    ...(friend ? [row('referral.friend', told(friend))] : []),
    ...referralConditions(programme),
  ];
}

/** When a friend counts, and how many do. */
export function referralConditions({ referral }: Programme): GuideRow[] {
  if (!referral || (!referral.registered && !referral.firstOrder)) return [];
  const { firstOrder, perDay, inAll } = referral;
  return [
    ...(firstOrder ? [row('referral.when', { days: firstOrder.withinDays })] : []),
    row('referral.limits', { perDay, inAll }),
    row('referral.fair', {}),
  ];
}

/** Coupons that are given at present: '新客券 × 2、甜品券'. */
export function couponsTold(grants: readonly Grant[], names: CouponNames): string {
  return grants
    .flatMap(({ template, count }) => {
      const coupon = names.coupon(template);
      return coupon === null ? [] : [count > 1 ? `${coupon} × ${count}` : coupon];
    })
    .join('、');
}
