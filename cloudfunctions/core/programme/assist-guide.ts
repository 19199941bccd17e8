/** What friends' help brings, as rows that the phone words. Pure. */
import type { GuideRow } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import { type GuideNames, row } from './guide';
import type { Programme } from './programme';
import { couponsTold } from './referral-guide';

/** From its first day to its last. */
export function assistGuide({ assist }: Programme, names: Pick<GuideNames, 'coupon'>, today: DayKey): GuideRow[] {
  if (!assist || today < assist.firstDay || assist.lastDay < today) return [];
  const { name, helpers, hours, reward } = assist;
  const coupons = couponsTold(reward.coupons ?? [], names);
  return [row('assist.rule', { name, helpers, hours, points: reward.points, coupons })];
}
