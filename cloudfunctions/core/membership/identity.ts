/**
 * `identities`: who somebody is -> which member. The insert of an identity decides who joins and whose a phone number
 * is; everything else follows from it. A member that became another keeps its identities: whoever finds it follows.
 */
import { createHash, createHmac } from 'node:crypto';
import type { EpochMs } from '../../../typings/domain';
import { digest } from '../../platform/ids';
import { keyFor } from '../../platform/secrets';
import { ensure, findById, type Store } from '../../platform/store';
import type { Consent } from '../account';
import type { Invited } from '../inviting';

export interface Identity {
  shape: 1;
  /** Hash of kind and value. */
  _id: string;
  kind: 'openid' | 'number' | 'phone' | 'card' | 'invite';
  memberId: string;
  at: EpochMs;
  consent: Consent | null;
  /** On whose invitation: decided with the identity, and never again. Absent when on nobody's. */
  invited?: Invited;
  /** Of a phone number that was once known in clear: keyed hash of its last four digits, for the staff to find it by. */
  tail?: string;
}

/** Of what a stranger cannot list, or of what is no secret, as an invite code: the plain hash of it says nothing. */
export function plainId(kind: 'openid' | 'number' | 'invite', value: string): string {
  return digest(`${kind} ${value}`);
}

/** SHA-256 of an E.164 number, as a till may send it instead of the number. */
export function phoneHashOf(phone: string): string {
  return createHash('sha256').update(phone).digest('hex');
}

/**
 * Phone and card numbers are few enough to be tried one after the other, so their hash is keyed with the shop's secret.
 * @param value of a phone, the SHA-256 of its E.164 number in lower-case hexadecimal digits; of a card, its number
 */
export function hiddenId(kind: 'phone' | 'card', value: string): string {
  return createHmac('sha256', keyFor('identity')).update(`${kind} ${value}`).digest('base64url');
}

/** There are only ten thousand of them: keyed, so that nobody without the shop's secret learns anything from it. */
export function tailOf(phone: string): string {
  return createHmac('sha256', keyFor('phone-tail')).update(phone.slice(-4)).digest('base64url');
}

/** Takes the identity for this member, or answers whose it is already. */
export async function claimed(store: Store, wanted: Identity): Promise<Identity> {
  if (await ensure(store, 'identities', wanted)) return wanted;
  const first = await findById<Identity>(store, 'identities', wanted._id);
  if (!first) throw new Error('an identity has vanished');
  const { tail } = wanted;
  if (tail === undefined || first.tail !== undefined) return first;
  // Made by a till that sent a hash, or before tails were kept.
  await store.update('identities', first._id, { tail: null }, { set: { tail } });
  return { ...first, tail };
}
