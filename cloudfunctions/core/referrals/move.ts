/** A change of a referral: decided on what was read, and made on exactly that. */
import type { Environment } from '../../platform/environment';
import { findById, StoreError } from '../../platform/store';
import { dayOf, startOf } from '../calendar';
import type { Referral } from '../inviting';
import type { Settings } from '../settings';
import { caseOf, lapseDay, lookOf, type Step } from './stages';

const ATTEMPTS = 8;

/**
 * Makes the step, on the newest state of the referral; whoever decides first has decided.
 * @returns the referral as it then is; null when there is none
 * @throws StoreError when it cannot be known whether the change was made: it is to be tried again
 */
export async function move(
  env: Environment,
  settings: Settings,
  id: string,
  stepOf: (referral: Referral) => Step | null,
): Promise<Referral | null> {
  const { zone } = settings.programme;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const referral = await findById<Referral>(env.store, 'referrals', id);
    const step = referral && stepOf(referral);
    if (!referral || !step) return referral;
    const after = { ...referral, ...step };
    const lapsesAt = startOf(lapseDay(after, dayOf(env.now, zone)), zone);
    const look = lookOf(after, env.now, lapsesAt);
    const set = { ...step, look, case: caseOf(after, env.now) };
    const { rev } = referral;
    if (await env.store.update('referrals', id, { rev }, { set, inc: { rev: 1 } }))
      return { ...after, ...set, rev: rev + 1 };
    await env.pause(Math.round(20 + 40 * env.chance()) * attempt);
  }
  throw new StoreError(`referral ${id}`, 'too many changes at once');
}
