/** Why a coupon cannot be used here and now. Pure. */
import type { ErrorCode } from '../../../typings/api/envelope';
import type { Channel, DayKey, EpochMs } from '../../../typings/domain';
import type { Coupon } from './coupon';

/** Where, when and by whom it is to be used. */
export interface Occasion {
  today: DayKey;
  now: EpochMs;
  storeId: string;
  channel: Channel;
  /** The member whose order it is, with all ids it ever had; null when whoever shows the code may use it. */
  memberId: string | readonly string[] | null;
  /** Whose reservation may be used; none when absent. */
  reservedFor?: { by: string; ref: string };
}

/** Null when it can be used. What the basket says is `discountOf`'s. */
export function whyNot(coupon: Coupon, at: Occasion): ErrorCode | null {
  const { terms } = coupon;
  if (at.memberId !== null && ![at.memberId].flat().includes(coupon.memberId)) return 'COUPON_MEMBER';
  const state = stateRefused(coupon, at);
  if (state) return state;
  if (coupon.until < at.today) return 'COUPON_EXPIRED';
  if (coupon.from > at.today) return 'COUPON_NOT_YET';
  if (terms.stores.length > 0 && !terms.stores.includes(at.storeId)) return 'COUPON_STORE';
  if (terms.channels.length > 0 && !terms.channels.some((each) => each === at.channel)) return 'COUPON_CHANNEL';
  return null;
}

function stateRefused(coupon: Coupon, at: Occasion): ErrorCode | null {
  switch (coupon.state) {
    case 'usable':
      return null;
    case 'void':
      return 'COUPON_VOID';
    case 'used':
      return 'COUPON_USED';
    case 'reserved':
      return isReserved(coupon, at.now) && !isFor(coupon, at) ? 'COUPON_RESERVED' : null;
    // An order is just taking it, or giving it back: it is decided in a moment.
    case 'held':
    case 'returning':
      return 'COUPON_RESERVED';
  }
}

/** A reservation that is over binds nobody, whether the timer has come by or not. */
export function isReserved({ state, reservation }: Pick<Coupon, 'state' | 'reservation'>, now: EpochMs): boolean {
  return state === 'reserved' && reservation !== null && reservation.until > now;
}

function isFor({ reservation }: Coupon, { reservedFor }: Occasion): boolean {
  return reservation?.by === reservedFor?.by && reservation?.ref === reservedFor?.ref;
}
