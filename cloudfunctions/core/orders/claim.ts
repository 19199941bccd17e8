/** Which member an order belongs to: the insert of one document decides it, whoever sends the order's events and in what order. */
import type { Channel, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { type Refusal, type Result, refuse } from '../../platform/refusal';
import { ensure, findById, StoreError } from '../../platform/store';
import { findMemberById, follow, type Member } from '../account';
import { stampOf, timerOrigin } from '../membership';
import { loadSettings } from '../settings';
import { type OrderId, type OrderOrigin, refOf } from './event';

interface Claim extends OrderId {
  /** The `ref` of the order's entries. */
  _id: string;
  shape: 1;
  /** May have become another member since. */
  memberId: string;
  storeId: string;
  channel: Channel;
  at: EpochMs;
}

/** @returns whether this very request is known to have claimed it; otherwise somebody may have done so before */
export async function claimOrder(env: Environment, member: Member, order: OrderOrigin): Promise<boolean> {
  try {
    await env.store.add('orders', claimOf(env, member, order));
    return true;
  } catch (refusal) {
    if (refusal instanceof StoreError) return false;
    throw refusal;
  }
}

/** After an attempt that claimed nothing: null when the order is this member's all the same. */
export async function claimAgain(env: Environment, member: Member, order: OrderOrigin): Promise<Refusal | null> {
  if (await ensure(env.store, 'orders', claimOf(env, member, order))) return null;
  const claim = await findById<Claim>(env.store, 'orders', refOf(order), ['memberId']);
  return claim && isOne(member, claim.memberId) ? null : refuse('ORDER_OF_OTHER');
}

/** The member an order belongs to, mergers followed. Refuses with ORDER_NOT_FOUND, or with BUSY while a merger is under way. */
export async function claimantOf(env: Environment, order: OrderId): Promise<Result<Member>> {
  const claiming = findById<Claim>(env.store, 'orders', refOf(order), ['memberId']);
  const [settings, claim] = await Promise.all([loadSettings(env), claiming]);
  const member = claim && (await findMemberById(env.store, claim.memberId));
  return member ? follow(env, member, stampOf(env, settings, timerOrigin)) : refuse('ORDER_NOT_FOUND');
}

function claimOf(env: Environment, member: Member, { partnerId, orderId, storeId, channel }: OrderOrigin): Claim {
  const _id = refOf({ partnerId, orderId });
  return { _id, shape: 1, memberId: member._id, partnerId, orderId, storeId, channel, at: env.now };
}

function isOne({ _id, aliases }: Member, memberId: string): boolean {
  return memberId === _id || aliases.includes(memberId);
}
