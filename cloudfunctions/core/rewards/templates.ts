import type { DayKey } from '../../../typings/domain';
import type { Settings } from '../settings';
import type { CouponTemplate } from '../templates';

/** The template of this code while its coupons are given; null when it is off, unknown, or its time is over. */
export function templateOf(code: string, { templates }: Settings, today: DayKey): CouponTemplate | null {
  const found = templates.find((each) => each.code === code && each.state === 'on');
  if (!found) return null;
  return found.validity.kind === 'fixed' && found.validity.until < today ? null : found;
}
