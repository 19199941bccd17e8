/** Whom a correction is about, and what it is booked with. */
import type { MemberRow } from '../../../typings/api/members';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findMemberById, follow, type Member, type Origin, type Stamp, spendable } from '../account';
import { stampOf } from '../membership';
import type { Settings } from '../settings';
import { standingOn, tierView } from '../tiers';

/** What the staff put right happened in no store. */
const origin: Origin = { storeId: 'default', channel: 'system', actor: 'staff', partnerId: null };

export function careStamp(env: Environment, settings: Settings): Stamp {
  return stampOf(env, settings, origin);
}

/** Who it is now, after all mergers. Refuses with MEMBER_NOT_FOUND, and with BUSY while a merger that broke off goes on. */
export async function subjectOf(env: Environment, settings: Settings, id: string): Promise<Result<Member>> {
  const found = await findMemberById(env.store, id);
  return found ? nowOf(env, settings, found) : refuse('MEMBER_NOT_FOUND', { field: 'id' });
}

export async function nowOf(env: Environment, settings: Settings, member: Member): Promise<Result<Member>> {
  return member.mergedInto === null ? accept(member) : follow(env, member, careStamp(env, settings));
}

/** No phone number, no openid; of a closed account no name either. */
export function memberRow(member: Member, { programme, ladders }: Settings, today: DayKey): MemberRow {
  const { _id, number, profile, lots, joinedOn, openid } = member;
  const state = member.state === 'merged' ? 'closed' : member.state;
  const { nickname, avatar } = state === 'closed' ? { nickname: null, avatar: null } : profile;
  return {
    id: _id,
    number,
    nickname,
    avatar,
    tier: tierView(programme.tiers, standingOn(member.tier, ladders, today).tier),
    available: spendable(lots, today),
    state,
    joinedOn,
    inWeChat: openid !== null,
  };
}
