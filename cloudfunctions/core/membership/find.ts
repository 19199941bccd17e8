import type { MemberRef } from '../../../typings/api/partner';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { keyFor } from '../../platform/secrets';
import { findById, type Store } from '../../platform/store';
import { findMemberById, follow, type Member, memberOf, type StoredMember } from '../account';
import { loadSettings } from '../settings';
import { numberOfCode, stepForEarning } from './code';
import { hiddenId, type Identity, phoneHashOf } from './identity';
import { memberStamp } from './stamp';

/** The member this openid owns; only members without WeChat become others. One indexed read (docs/decisions/0002-member-by-openid.md). */
export async function findMember(store: Store, openid: string): Promise<Member | null> {
  return findWhere(store, { openid });
}

/** Who is meant, after all mergers. Refuses with MEMBER_NOT_FOUND, CODE_OUTDATED, CLOSED or BUSY. */
export async function findByRef(env: Environment, ref: MemberRef): Promise<Result<Member>> {
  if ('code' in ref && stepForEarning(ref.code, env.now, keyFor('member-code')) === null)
    return refuse('CODE_OUTDATED');
  const found = await namedBy(env.store, ref);
  if (!found) return refuse('MEMBER_NOT_FOUND');
  const member = await nowOf(env, found);
  return member.ok && member.data.state === 'closed' ? refuse('CLOSED') : member;
}

/** Who this member is now; BUSY while a merger that broke off cannot be completed. */
export async function nowOf(env: Environment, member: Member): Promise<Result<Member>> {
  if (member.mergedInto === null) return accept(member);
  return follow(env, member, memberStamp(env, await loadSettings(env)));
}

async function namedBy(store: Store, ref: MemberRef): Promise<Member | null> {
  if ('number' in ref) return findWhere(store, { number: ref.number });
  if ('code' in ref) return findWhere(store, { number: numberOfCode(ref.code) });
  const identity = await findById<Identity>(store, 'identities', identityOf(ref));
  // An identity without its member: whoever wanted it has died in between, and will ask again.
  return identity && findMemberById(store, identity.memberId);
}

function identityOf(ref: { phone: string } | { phoneHash: string } | { card: string }): string {
  if ('card' in ref) return hiddenId('card', ref.card);
  return hiddenId('phone', 'phone' in ref ? phoneHashOf(ref.phone) : ref.phoneHash.toLowerCase());
}

async function findWhere(store: Store, where: { openid: string } | { number: string | null }): Promise<Member | null> {
  const [stored] = await store.find<StoredMember>('members', { where, limit: 1 });
  return stored ? memberOf(stored) : null;
}
