/** Whom the counter has in front of it. */
import type { CounterMember, CounterRef } from '../../../typings/api/staff';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { type Result, refuse } from '../../platform/refusal';
import { findMemberById, follow, type Member, type Origin, type Stamp, spendable } from '../account';
import { findByRef, stampOf } from '../membership';
import type { Settings } from '../settings';
import type { Staff } from '../staffing';
import { standingOn, tierView } from '../tiers';
import { phoneOf, plainOf } from './recognise';

/** Refuses with MEMBER_NOT_FOUND, CODE_OUTDATED, CLOSED, BUSY, or INVALID_INPUT for what is no phone number. */
export async function customerOf(env: Environment, ref: CounterRef): Promise<Result<Member>> {
  if ('code' in ref) return findByRef(env, { code: plainOf(ref.code) });
  if ('number' in ref) return findByRef(env, { number: plainOf(ref.number) });
  const phone = phoneOf(ref.phone);
  return phone === null ? refuse('INVALID_INPUT', { field: 'phone' }) : findByRef(env, { phone });
}

/** Who the owner of a coupon, a redemption or an order is now, mergers followed. Refuses with BUSY or CLOSED. */
export async function ownerOf(env: Environment, settings: Settings, memberId: string): Promise<Result<Member>> {
  const found = await findMemberById(env.store, memberId);
  if (!found) throw new Error('a member document has vanished');
  const member = await follow(env, found, stampOf(env, settings, counterOrigin('')));
  return member.ok && member.data.state === 'closed' ? refuse('CLOSED') : member;
}

export function counterOrigin(storeId: string): Origin {
  return { storeId, channel: 'counter', actor: 'staff', partnerId: null };
}

export function counterStamp(env: Environment, settings: Settings, storeId: string): Stamp {
  return stampOf(env, settings, counterOrigin(storeId));
}

/** As coupons, redemptions and the books name who did something. */
export function nameOf({ _id }: Staff): string {
  return `staff:${_id}`;
}

/** No phone number, no openid. */
export function counterMember(member: Member, settings: Settings, today: DayKey): CounterMember {
  const { number, profile, tier, lots, state } = member;
  return {
    number,
    nickname: profile.nickname,
    avatar: profile.avatar,
    tier: tierView(settings.programme.tiers, standingOn(tier, settings.ladders, today).tier),
    available: spendable(lots, today),
    state: state === 'frozen' ? 'frozen' : 'active',
  };
}
