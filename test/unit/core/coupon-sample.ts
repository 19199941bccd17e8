/** A template and a coupon of it, as far as a test does not say otherwise. */
import { type Coupon, type CouponTemplate, grantingBy } from '../../../cloudfunctions/core/templates';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { NOON } from '../../faults/simulation/world';

export const TODAY = '2026-11-21' as DayKey;

export function templateWith(changes: Partial<CouponTemplate> = {}): CouponTemplate {
  return {
    code: 'ten',
    name: '满50减10',
    value: { kind: 'amount', fen: 1_000, thresholdFen: 5_000 },
    validity: { kind: 'relative', afterDays: 0, days: 30 },
    channels: [],
    stores: [],
    categories: [],
    stacking: null,
    claim: { tiers: [], limit: { count: 1, period: 'ever' }, quota: null },
    note: '',
    pool: false,
    state: 'on',
    ...changes,
  };
}

/** Granted today under `key`. */
export function couponOf(template: CouponTemplate, key = 'k', memberId = 'm', day = TODAY): Coupon {
  const grant = grantingBy([template], NOON as EpochMs, (id) => `code of ${id}`);
  const { births } = grant([{ template: template.code, count: 1 }], { memberId, key, day, source: 'claim', result: 0 });
  const [birth] = births;
  if (!birth) throw new Error('nothing was granted');
  return birth.document as Coupon;
}

export function couponWith(changes: Partial<Coupon> = {}, template = templateWith()): Coupon {
  return { ...couponOf(template), ...changes };
}
