import type { CouponSource } from '../../../typings/api/coupons';
import type { Because, DayKey } from '../../../typings/domain';
import type { Birth } from '../account';
import type { Grant } from './template';

/** What an entry that grants coupons carries: their births, the notices of them, and a line each for the receipt. */
export interface Granted {
  births: Birth[];
  because: Because[];
  coupons: { id: string; name: string }[];
}

/**
 * Makes the coupons that an entry under `key` of this member grants on `day`. Pure: the same arguments give the same
 * documents, so a repeat gives birth to nothing twice. Templates that are off or unknown give nothing.
 */
export type Granter = (
  grants: readonly Grant[],
  to: { memberId: string; key: string; day: DayKey; source: CouponSource; result: number },
) => Granted;
