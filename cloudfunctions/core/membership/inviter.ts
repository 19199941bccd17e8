/**
 * A member's invite code: 8 characters that are told apart when read aloud, the same for ever. It follows from the member's
 * id, so that whoever makes it first makes the same; its identity decides whose it is.
 */
import { createHmac } from 'node:crypto';
import type { Environment } from '../../platform/environment';
import { keyFor } from '../../platform/secrets';
import { ensure, findById, type Store } from '../../platform/store';
import { findMemberById, type Member } from '../account';
import { claimed, type Identity, plainId } from './identity';

/** Without 0, 1, I, L and O. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 8;
export const INVITE_CODE = /^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{8}$/;

/** Two of these running out at once would take more members than there are codes. */
const ATTEMPTS = 8;

/** `inviters/<memberId>`: what a member shows to friends. */
export interface Inviter {
  _id: string;
  shape: 1;
  code: string;
  /** cloud:// file id of the mini-program code; null until it has been made. */
  picture: string | null;
}

/** The code of this member; made when it is asked for the first time. May be repeated. */
export async function inviteCode(env: Environment, member: Pick<Member, '_id'>): Promise<string> {
  const known = await findById<Inviter>(env.store, 'inviters', member._id, ['code']);
  if (known) return known.code;
  const code = await claimCode(env, member._id);
  const inviter: Inviter = { _id: member._id, shape: 1, code, picture: null };
  await ensure(env.store, 'inviters', inviter);
  return code;
}

/** Whose code it is, in whatever state their account is; null when it is nobody's. */
export async function inviterOf({ store }: { store: Store }, code: string): Promise<Member | null> {
  if (!INVITE_CODE.test(code)) return null;
  const identity = await findById<Identity>(store, 'identities', plainId('invite', code));
  return identity && findMemberById(store, identity.memberId);
}

async function claimCode(env: Environment, memberId: string): Promise<string> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const code = candidate(memberId, attempt);
    const _id = plainId('invite', code);
    const wanted: Identity = { shape: 1, _id, kind: 'invite', memberId, at: env.now, consent: null };
    if ((await claimed(env.store, wanted)).memberId === memberId) return code;
  }
  throw new Error('no free invite code');
}

/** Keyed, so that no code says which member's it is. */
function candidate(memberId: string, attempt: number): string {
  const bytes = createHmac('sha256', keyFor('invite')).update(`${attempt} ${memberId}`).digest();
  // 128 bits over 31^8 codes: the bias is nothing.
  let rest = BigInt(`0x${bytes.toString('hex', 0, 16)}`);
  let code = '';
  for (let place = 0; place < LENGTH; place += 1) {
    code += LETTERS[Number(rest % 31n)];
    rest /= 31n;
  }
  return code;
}
