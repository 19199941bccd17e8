import type { JoinInput } from '../../../typings/api/shopper';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, StoreError } from '../../platform/store';
import { type Consent, journalOf, type Member } from '../account';
import type { Invited } from '../inviting';
import type { Settings } from '../settings';
import { findMember } from './find';
import { claimed, type Identity, plainId } from './identity';
import { inviterOf } from './inviter';
import { newborn } from './newborn';
import { claimNumber } from './number-claim';

/** Where somebody comes from, as keyed hashes; null what WeChat does not tell. */
export interface Whence {
  address: string | null;
  union: string | null;
}

const NOWHERE: Whence = { address: null, union: null };

/**
 * Makes the member. Any number of joins of one person end in one member: the insert of the identity decides, the others
 * follow it, and so does whoever comes after a crash. Joining again changes nothing and answers the same member. On whose
 * invitation is decided by the same insert. Refuses with CLOSED, REJOIN_LATER, CONSENT_OUTDATED or INVITE_UNKNOWN.
 */
export async function join(
  env: Environment,
  openid: string,
  input: JoinInput,
  settings: Settings,
  present: Member | null,
  whence: Whence = NOWHERE,
): Promise<Result<Member>> {
  if (present) return present.state === 'closed' ? refuse('CLOSED') : accept(present);
  const { terms, privacy } = settings.shop;
  if (input.termsVersion !== terms.version || input.privacyVersion !== privacy.version)
    return refuse('CONSENT_OUTDATED');
  const invited = await invitedBy(env, input, settings, whence);
  if (!invited.ok) return invited;
  const identity = await claimed(env.store, {
    shape: 1,
    _id: plainId('openid', openid),
    kind: 'openid',
    memberId: env.newId(),
    at: env.now,
    consent: consentOf(input, env.now),
    ...(invited.data ? { invited: invited.data } : {}),
  });
  const number = await claimNumber(env.store, identity);
  const consent = consentGiven(identity, input, env.now);
  const member = newborn(identity, { openid, consent, number, phoneBound: false }, settings);
  if (await ensure(env.store, 'members', member)) {
    await welcome(env, member);
    return accept(member);
  }
  const first = await findMember(env.store, openid);
  // Their account has just been closed, and their openid still leads to it: not for long.
  return first ? accept(first) : refuse('REJOIN_LATER');
}

/** Null: on nobody's. A shop that gives nothing for it asks for no code. */
async function invitedBy(
  env: Environment,
  { invite }: JoinInput,
  { shop, programme }: Settings,
  whence: Whence,
): Promise<Result<Invited | null>> {
  if (!invite || !shop.modules.invite || !programme.referral) return accept(null);
  const inviter = await inviterOf(env, invite.code);
  if (!inviter) return refuse('INVITE_UNKNOWN');
  // Whose account can take nothing invites nobody; the friend is welcome all the same.
  if (inviter.state !== 'active') return accept(null);
  return accept({ inviterId: inviter._id, by: invite.by, ...whence });
}

/** Collections of which the answer already speaks, or on which the next call rests. */
const AT_ONCE: readonly string[] = ['coupons', 'referrals'];

/** Coupons for joining are there when the answer is; whoever dies before is delivered for by the timer. */
async function welcome(env: Environment, member: Member): Promise<void> {
  const births = journalOf(member).flatMap((entry) => entry.births);
  if (!births.some(({ collection }) => AT_ONCE.includes(collection))) return;
  try {
    await Promise.all(births.map(({ collection, document }) => ensure(env.store, collection, document)));
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    env.alarm(unanswered.message);
  }
}

/** Whoever completes a join that broke off under older texts has agreed to today's. */
function consentGiven({ consent }: Identity, input: JoinInput, at: EpochMs): Consent {
  const same = consent?.termsVersion === input.termsVersion && consent.privacyVersion === input.privacyVersion;
  return consent && same ? consent : consentOf(input, at);
}

function consentOf({ termsVersion, privacyVersion }: JoinInput, at: EpochMs): Consent {
  return { termsVersion, privacyVersion, at };
}
