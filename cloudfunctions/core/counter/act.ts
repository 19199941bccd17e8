/** What the staff did with a member's things or money, as `actions` keeps it. Written after it is done; a repeat writes it. */
import type { EpochMs, Fen, Points } from '../../../typings/domain';
import { ensure, findById, type Store } from '../../platform/store';
import type { Act, Staff } from '../staffing';

export interface CounterActBase extends Act {
  /** May have become another member since. */
  memberId: string;
  /** Digest of what was asked for: the same key with another content is refused. */
  print: string;
  /** Somebody has begun to undo it; from then on it can only be carried through. */
  undoing: { staffId: string; by: string; at: EpochMs } | null;
  undone: EpochMs | null;
}

/** What every act says of itself before it is undone. */
export function actOf(
  { _id: staffId, name: by }: Staff,
  said: Pick<CounterActBase, '_id' | 'storeId' | 'at' | 'memberId' | 'print'>,
): CounterActBase {
  return { ...said, shape: 1, staffId, by, undoing: null, undone: null };
}

export interface CouponAct extends CounterActBase {
  kind: 'coupon';
  couponId: string;
  name: string;
}

export interface RedemptionAct extends CounterActBase {
  kind: 'redemption';
  redemptionId: string;
  name: string;
}

export interface SaleAct extends CounterActBase {
  kind: 'sale';
  orderId: string;
  /** Before anything was taken off. */
  amountFen: Fen;
  netFen: Fen;
  couponId: string | null;
  /** Taken off the price. */
  deducted: Points;
  earned: Points;
  /** Follows the ledger. */
  refundedFen: Fen;
}

export interface RefundAct extends CounterActBase {
  kind: 'refund';
  /** `_id` of the sale. */
  sale: string;
  fen: Fen;
  points: Points;
}

export interface MemberAct extends CounterActBase {
  kind: 'member';
}

export type CounterAct = CouponAct | RedemptionAct | SaleAct | RefundAct | MemberAct;

export const COUNTER_KINDS = ['coupon', 'redemption', 'sale', 'refund', 'member'] as const;

/** What has been done with this id, or with the act an id names; null when nothing was, or nothing at the counter. */
export async function findAct(store: Store, id: string): Promise<CounterAct | null> {
  const found = await findById<CounterAct>(store, 'actions', id);
  return found && COUNTER_KINDS.includes(found.kind) ? found : null;
}

/** Answers what stands there afterwards: an earlier call of the same key may have written it. */
export async function keep<A extends CounterAct>(store: Store, act: A): Promise<A> {
  if (await ensure(store, 'actions', act)) return act;
  const there = await findById<A>(store, 'actions', act._id);
  if (!there) throw new Error('an action has vanished');
  return there;
}
