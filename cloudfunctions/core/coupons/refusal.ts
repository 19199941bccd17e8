/** Why a coupon was refused, with what a cashier can tell its owner. */
import type { ErrorCode } from '../../../typings/api/envelope';
import { type Refusal, refuse } from '../../platform/refusal';
import { wallClock } from '../calendar';
import type { Settings } from '../settings';
import { storeNamed } from '../stores';
import { type Coupon, thresholdOf } from '../templates';

/**
 * The refusal `code` of this coupon. COUPON_USED says by whom, when and where: `by` as in `Use`, `at` in ms, `day` and
 * `time` on the shop's clock, `storeId`, `store` '' while there is one alone.
 */
export function couponRefusal(coupon: Coupon, { stores, programme }: Settings, code: ErrorCode): Refusal {
  const { from, until, uses, usedBy, reservation, terms } = coupon;
  switch (code) {
    case 'COUPON_USED': {
      const use = usedBy === null ? undefined : uses[usedBy];
      if (!use) return refuse(code);
      const { by, at, storeId } = use;
      return refuse(code, { by, at, storeId, store: storeNamed(stores, storeId), ...wallClock(at, programme.zone) });
    }
    case 'COUPON_EXPIRED':
      return refuse(code, { until });
    case 'COUPON_NOT_YET':
      return refuse(code, { from });
    case 'COUPON_RESERVED':
      return refuse(code, reservation ? { until: reservation.until } : undefined);
    case 'COUPON_THRESHOLD':
      return refuse(code, { thresholdFen: thresholdOf(terms) });
    case 'COUPON_STORE':
      return refuse(code, { stores: namesOf(stores, terms.stores) });
    default:
      return refuse(code);
  }
}

function namesOf(stores: Settings['stores'], ids: readonly string[]): string {
  return stores
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join('、');
}
