import type { JoinInput } from '../../../typings/api/shopper';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, StoreError } from '../../platform/store';
import { type Consent, journalOf, type Member } from '../account';
import type { Settings } from '../settings';
import { findMember } from './find';
import { claimed, type Identity, plainId } from './identity';
import { newborn } from './newborn';
import { claimNumber } from './number-claim';

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
  const identity = await claimed(env.store, {
    shape: 1,
    _id: plainId('openid', openid),
    kind: 'openid',
    memberId: env.newId(),
    at: env.now,
    consent: { ...input, at: env.now },
  });
  const number = await claimNumber(env.store, identity);
  const consent = consentGiven(identity, input, env.now);
  const member = newborn(identity, { openid, consent, number, phoneBound: false }, settings);
  if (await ensure(env.store, 'members', member)) {
    await welcome(env, member);
    return accept(member);
  }
  const first = await findMember(env.store, openid);
  // Between the two reads the account can only have been closed.
  return first ? accept(first) : refuse('CLOSED');
}

/** Coupons for joining are there when the answer is; whoever dies before is delivered for by the timer. */
async function welcome(env: Environment, member: Member): Promise<void> {
  const births = journalOf(member).flatMap((entry) => entry.births);
  if (!births.some(({ collection }) => collection === 'coupons')) return;
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
  return consent && same ? consent : { ...input, at };
}
