import type { MemberRef } from '../../../typings/api/partner';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { keyFor } from '../../platform/secrets';
import { findById, type Store } from '../../platform/store';
import { type Member, memberOf } from '../account';
import { numberOfCode, stepForEarning } from './code';
import { hiddenId, type Identity, phoneHashOf } from './identity';

/** A member that became another, which became another …: longer chains are a mistake in the books. */
const HOPS = 4;

/** The member this openid owns: one indexed read (docs/decisions/0002-member-by-openid.md). */
export async function findMember(store: Store, openid: string): Promise<Member | null> {
  const found = await findWhere(store, { openid });
  // A merged member has no openid any more; this costs nothing until one is found all the same.
  return found && survivorOf(store, found);
}

/** Who is meant, after all mergers. Refuses with MEMBER_NOT_FOUND, CODE_OUTDATED or CLOSED. */
export async function findByRef(env: Environment, ref: MemberRef): Promise<Result<Member>> {
  if ('code' in ref && stepForEarning(ref.code, env.now, keyFor('member-code')) === null)
    return refuse('CODE_OUTDATED');
  const found = await namedBy(env.store, ref);
  if (!found) return refuse('MEMBER_NOT_FOUND');
  const member = await survivorOf(env.store, found);
  return member.state === 'closed' ? refuse('CLOSED') : accept(member);
}

/** The member that this one has become, itself when it has not been merged. */
export async function survivorOf(store: Store, member: Member): Promise<Member> {
  let at = member;
  for (let hop = 0; at.mergedInto !== null; hop += 1) {
    const next = hop < HOPS ? await memberById(store, at.mergedInto) : null;
    if (!next) throw new Error(`what became of member ${member._id} is not to be found`);
    at = next;
  }
  return at;
}

export async function memberById(store: Store, memberId: string): Promise<Member | null> {
  const stored = await findById<Member>(store, 'members', memberId);
  return stored && memberOf(stored);
}

async function namedBy(store: Store, ref: MemberRef): Promise<Member | null> {
  if ('number' in ref) return findWhere(store, { number: ref.number });
  if ('code' in ref) return findWhere(store, { number: numberOfCode(ref.code) });
  const identity = await findById<Identity>(store, 'identities', identityOf(ref));
  // An identity without its member: whoever wanted it has died in between, and will ask again.
  return identity && memberById(store, identity.memberId);
}

function identityOf(ref: { phone: string } | { phoneHash: string } | { card: string }): string {
  if ('card' in ref) return hiddenId('card', ref.card);
  return hiddenId('phone', 'phone' in ref ? phoneHashOf(ref.phone) : ref.phoneHash.toLowerCase());
}

async function findWhere(store: Store, where: { openid: string } | { number: string | null }): Promise<Member | null> {
  const [stored] = await store.find<Member>('members', { where, limit: 1 });
  return stored ? memberOf(stored) : null;
}
