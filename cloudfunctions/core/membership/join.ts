import type { JoinInput } from '../../../typings/api/shopper';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, findById } from '../../platform/store';
import type { Consent, Member } from '../account';
import type { Settings } from '../settings';
import { findMember } from './find';
import { type Identity, newborn } from './newborn';
import { candidateNumber } from './number';

/** Two of these running out at once would take more members than there are numbers. */
const NUMBER_ATTEMPTS = 8;

/**
 * Makes the member. Any number of joins of one person end in one member: the insert of the identity decides, the others
 * follow it, and so does whoever comes after a crash. Joining again changes nothing and answers the same member.
 */
export async function join(
  env: Environment,
  openid: string,
  input: JoinInput,
  settings: Settings,
  present: Member | null,
): Promise<Result<Member>> {
  if (present) return present.state === 'closed' ? refuse('CLOSED') : accept(present);
  const { terms, privacy } = settings.shop;
  if (input.termsVersion !== terms.version || input.privacyVersion !== privacy.version)
    return refuse('CONSENT_OUTDATED');
  const identity = await claimIdentity(env, openid, { ...input, at: env.now });
  const number = await claimNumber(env, identity);
  const member = newborn(identity, consentGiven(identity, input, env.now), openid, number, settings.programme);
  if (await ensure(env.store, 'members', member)) return accept(member);
  const first = await findMember(env.store, openid);
  // Between the two reads the account can only have been closed.
  return first ? accept(first) : refuse('CLOSED');
}

/** Whoever completes a join that broke off under older texts has agreed to today's. */
function consentGiven({ consent }: Identity, input: JoinInput, at: EpochMs): Consent {
  const same = consent?.termsVersion === input.termsVersion && consent.privacyVersion === input.privacyVersion;
  return consent && same ? consent : { ...input, at };
}

async function claimIdentity(env: Environment, openid: string, consent: Consent): Promise<Identity> {
  const identity: Identity = {
    shape: 1,
    _id: identityId('openid', openid),
    kind: 'openid',
    memberId: env.newId(),
    at: env.now,
    consent,
  };
  if (await ensure(env.store, 'identities', identity)) return identity;
  return follow(env, identity._id);
}

/** Every joiner of this member walks the same series and so ends at the same number. */
async function claimNumber(env: Environment, { memberId, at }: Identity): Promise<string> {
  for (let attempt = 0; attempt < NUMBER_ATTEMPTS; attempt += 1) {
    const number = candidateNumber(memberId, attempt);
    const identity: Identity = {
      shape: 1,
      _id: identityId('number', number),
      kind: 'number',
      memberId,
      at,
      consent: null,
    };
    if (await ensure(env.store, 'identities', identity)) return number;
    if ((await follow(env, identity._id)).memberId === memberId) return number;
  }
  throw new Error('no free member number');
}

async function follow(env: Environment, id: string): Promise<Identity> {
  const identity = await findById<Identity>(env.store, 'identities', id);
  if (!identity) throw new Error('an identity has vanished');
  return identity;
}

function identityId(kind: Identity['kind'], value: string): string {
  return digest(`${kind} ${value}`);
}
