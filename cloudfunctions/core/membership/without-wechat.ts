/**
 * Members whom a till or web shop makes by phone or card number. As with joining, the insert of an identity decides:
 * any number of parallel creations end in one member, and whoever finds an identity without its member makes it.
 */
import type { NewMemberInput } from '../../../typings/api/partner';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, findById } from '../../platform/store';
import { execute, findMemberById, type Member, type Origin } from '../account';
import type { Settings } from '../settings';
import { nowOf } from './find';
import { claimed, hiddenId, type Identity, phoneHashOf, tailOf } from './identity';
import { newborn } from './newborn';
import { claimNumber } from './number-claim';
import { phoneBound } from './phone-bound';
import { stampOf } from './stamp';

export interface Created {
  /** Made by this very call. */
  created: boolean;
  member: Member;
}

type Wanted = { id: string; kind: 'phone' | 'card'; tail?: string };
/** Who somebody is, as it may be kept: no number can be read from it. */
export type Named = [Wanted, ...Wanted[]];

/**
 * Makes a member, or answers the one who is there, after all mergers.
 * @param input with a phone (E.164 number or its SHA-256), a card, or both; INVALID_INPUT names the field at fault:
 * neither given, two phones, or a phone and a card of two members
 */
export async function createWithoutWeChat(
  env: Environment,
  settings: Settings,
  input: NewMemberInput,
  origin: Origin,
): Promise<Result<Created>> {
  const wanted = identitiesOf(input);
  return wanted.ok ? createUnder(env, settings, wanted.data, origin) : wanted;
}

/** The same under identities that were made before: what waits for it need not keep the number itself. */
export async function createUnder(
  env: Environment,
  settings: Settings,
  wanted: Named,
  origin: Origin,
): Promise<Result<Created>> {
  const identity = await claimAll(env, wanted);
  if (!identity.ok) return identity;
  const made = await madeFor(env, settings, identity.data, origin);
  const now = await nowOf(env, made.member);
  if (!now.ok) return now;
  const member = now.data;
  if (member.state === 'closed') return refuse('CLOSED');
  const byPhone = wanted.some(({ kind }) => kind === 'phone');
  if (!byPhone || member.phoneBound) return accept({ ...made, member });
  // The member was there by card; now a phone number leads to it too.
  const executed = await execute(env, member, phoneBound('phone:bound'), stampOf(env, settings, origin));
  return executed.ok ? accept({ ...made, member: executed.data.member }) : executed;
}

/** Refuses with INVALID_INPUT, as above. */
export function identitiesOf({ phone, phoneHash, card }: NewMemberInput): Result<Named> {
  const hash = phone === undefined ? phoneHash?.toLowerCase() : phoneHashOf(phone);
  if (phoneHash !== undefined && phoneHash.toLowerCase() !== hash)
    return refuse('INVALID_INPUT', { field: 'phoneHash' });
  const tail = phone === undefined ? {} : { tail: tailOf(phone) };
  const byPhone = hash === undefined ? [] : [{ id: hiddenId('phone', hash), kind: 'phone' as const, ...tail }];
  const byCard = card === undefined ? [] : [{ id: hiddenId('card', card), kind: 'card' as const }];
  const [first, ...others] = [...byPhone, ...byCard];
  return first ? accept([first, ...others]) : refuse('INVALID_INPUT', { field: 'phone' });
}

/** All of them lead to one member afterwards. One that is there already says to which. */
async function claimAll(env: Environment, wanted: Named): Promise<Result<Identity>> {
  const present = await Promise.all(wanted.map(({ id }) => findById<Identity>(env.store, 'identities', id)));
  const known = present.find((identity) => identity !== null);
  const memberId = known?.memberId ?? env.newId();
  const at = known?.at ?? env.now;
  let first: Identity | undefined;
  for (const { id, ...named } of wanted) {
    const { kind } = named;
    const own: Identity = { shape: 1, _id: id, ...named, memberId: first?.memberId ?? memberId, at, consent: null };
    const identity = await claimed(env.store, own);
    first ??= identity;
    if (identity.memberId !== first.memberId && !(await samePerson(env, identity, first)))
      return refuse('INVALID_INPUT', { field: kind });
  }
  return first ? accept(first) : refuse('INVALID_INPUT', { field: 'phone' });
}

/** Two members that have become one. */
async function samePerson(env: Environment, ...identities: [Identity, Identity]): Promise<boolean> {
  const [one, other] = await Promise.all(
    identities.map(async ({ memberId }) => {
      const member = await findMemberById(env.store, memberId);
      const now = member && (await nowOf(env, member));
      return now?.ok ? now.data._id : null;
    }),
  );
  return one !== null && one === other;
}

/** The member that an identity was made for, as it is: it may have become another. Whoever asks first makes it. */
export async function madeFor(
  env: Environment,
  settings: Settings,
  identity: Identity,
  origin: Origin,
): Promise<Created> {
  const present = await findMemberById(env.store, identity.memberId);
  if (present) return { created: false, member: present };
  const number = await claimNumber(env.store, identity);
  const person = { openid: null, consent: null, number, phoneBound: identity.kind === 'phone' };
  const member = newborn(identity, person, settings, origin);
  if (await ensure(env.store, 'members', member)) return { created: true, member };
  const first = await findMemberById(env.store, identity.memberId);
  if (!first) throw new Error('a member document has vanished');
  return { created: false, member: first };
}
