/** Signing in on the day itself. Pure. */
import type { Because, DayKey, Points } from '../../../typings/domain';
import { addDays } from '../calendar';
import type { Grant } from '../templates';
import { type EarnedGift, giftOf, kept, milestonesAt, type SignedDay, signedOn } from './streak';
import { paidFor, type Terms, worthOf } from './terms';

export interface Signed {
  days: SignedDay[];
  earned: Points;
  because: Because[];
  gift: EarnedGift | null;
  /** Rights that this check-in brings. */
  rights: { code: string; name: string }[];
  /** And coupons. */
  grants: Grant[];
}

/** @returns null when the day is signed already */
export function signIn(days: readonly SignedDay[], terms: Terms, today: DayKey): Signed | null {
  if (signedOn(days, today)) return null;
  const position = (signedOn(days, addDays(today, -1))?.position ?? 0) + 1;
  const place = { position, day: today };
  const reached = milestonesAt(terms.checkIn, position);
  const { points: earned, because, grants } = paidFor(terms, place, reached);
  const day: SignedDay = {
    day: today,
    position,
    points: earned,
    milestones: reached.map((each) => each.streak),
    madeUp: false,
    tier: terms.tier,
  };
  return {
    days: kept([...days, day], today),
    earned,
    because,
    gift: giftOf(position, reached, worthOf(terms, place, reached), terms.coupons),
    rights: reached.flatMap((each) => (each.right ? [each.right] : [])),
    grants,
  };
}
