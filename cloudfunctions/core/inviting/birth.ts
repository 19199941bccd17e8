/** What is born of an invitation: the referral with the friend's first entry, and what may be their first order. Pure. */
import { createHash } from 'node:crypto';
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Birth } from '../account';
import { addDays } from '../calendar';
import type { FriendOrder, Invited, Referral, Stage } from './referral';
import type { ReferralTerms, Reward } from './terms';

/**
 * How long a joining is left alone before it is judged, ms. How many joined within ten minutes is known when they are
 * over: whoever is paid before, the tenth throw-away account comes too late for.
 */
export const SETTLE_MS = 10 * 60_000;
/** Longest time within which a first order can count, days: the most a programme may give. */
const ORDER_DAYS_MAX = 365;

export interface Friend {
  memberId: string;
  at: EpochMs;
  joinedOn: DayKey;
}

/** Everything that was promised goes along: a programme published later changes nothing of it. */
export function referralBirth(friend: Friend, invited: Invited, terms: ReferralTerms, version: number): Birth {
  const { memberId, at, joinedOn } = friend;
  const { inviterId, by, address, union } = invited;
  const { registered, firstOrder } = terms;
  const document: Referral = {
    _id: memberId,
    shape: 1,
    rev: 1,
    inviterId,
    by,
    at,
    joinedOn,
    address,
    union,
    risk: terms.review.risk === 'ask' ? 'unknown' : 'off',
    campaign: terms.campaign,
    programmeVersion: version,
    minimumFen: firstOrder?.minimumFen ?? 0,
    orderUntil: firstOrder ? addDays(joinedOn, firstOrder.withinDays) : joinedOn,
    registered: stageOf(registered),
    firstOrder: stageOf(firstOrder),
    look: registered || firstOrder ? ((at + SETTLE_MS) as EpochMs) : null,
    case: null,
  };
  return { collection: 'referrals', document };
}

function stageOf(promised: Reward | null): Stage {
  const { points = 0, coupons } = promised ?? {};
  return {
    state: promised ? 'waiting' : 'none',
    reward: coupons ? { points, coupons } : { points },
    limit: null,
    day: null,
    ref: null,
    reasons: [],
    decidedBy: null,
  };
}

/**
 * Of every order of a friend in the time in which one can count: the first that stands is rewarded, and which one that is
 * shows only when return windows are over.
 * @param key of the entry that tells of it
 */
export function friendOrderBirths(
  friend: { _id: string; inviter: string | null; joinedOn: DayKey },
  order: { ref: string; key: string; today: DayKey; now: EpochMs },
): Birth[] {
  if (friend.inviter === null || order.today > addDays(friend.joinedOn, ORDER_DAYS_MAX)) return [];
  const which = createHash('sha256').update(order.key).digest('base64url');
  const _id = `${friend._id}:${which}`;
  const document: FriendOrder = { _id, shape: 1, friendId: friend._id, ref: order.ref, look: order.now };
  return [{ collection: 'friendOrders', document }];
}
