/** Codes and coupons as the shop issues them: with the key that nobody else has. */
import type { EpochMs } from '../../../typings/domain';
import { keyFor } from '../../platform/secrets';
import { type CodePrefix, codeOf } from './code';
import { type Granter, grantingBy } from './granter';
import type { CouponTemplate } from './template';

/** The code of a coupon or redemption with this id. */
export function issueCode(prefix: CodePrefix, id: string): string {
  return codeOf(prefix, id, keyFor('coupon-code'));
}

/** The key is asked for when a coupon is granted, not before: most entries grant none. */
export function granterOf(templates: readonly CouponTemplate[], at: EpochMs): Granter {
  return grantingBy(templates, at, (id) => issueCode('71', id));
}
