/** Who asks: a key, proven by a signature that is fresh. Nothing is written here. */
import type { EpochMs } from '../../typings/domain';
import {
  findPartner,
  hashOfSecret,
  isSignedWith,
  type Partner,
  rememberedPartner,
  type Signed,
  SKEW_MS,
  secretOf,
  targetOf,
} from '../core/partners';
import type { Environment } from '../platform/environment';
import type { HttpRequest } from '../platform/http';
import { Pace } from '../platform/pace';
import { accept, type Refusal, type Result, refuse } from '../platform/refusal';

/** What a request says of itself, not yet proven. */
export interface Claimed {
  id: string;
  signature: string;
  signed: Signed;
}

const KEY = /^[a-z0-9]{4,32}$/;
const TIME = /^\d{13}$/;
const NONCE = /^[A-Za-z0-9_-]{16,64}$/;
const SIGNATURE = /^[0-9a-f]{64}$/;

/** Requests a minute with a wrong signature, of one name and of all, before the instance stops looking names up. */
const strangers = new Pace(60);
const EVERYBODY = '';

/** Reads the headers. Refuses with UNSIGNED and the header's name, or CLOCK_SKEW and our time. */
export function claimedBy(request: HttpRequest, now: EpochMs): Result<Claimed> {
  const { headers, method, path, query, body } = request;
  const [id, time, nonce, signature] = ['Key', 'Time', 'Nonce', 'Signature'].map(
    (name) => headers[`x-huitouke-${name.toLowerCase()}`] ?? '',
  ) as [string, string, string, string];
  if (!KEY.test(id)) return refuse('UNSIGNED', { field: 'X-Huitouke-Key' });
  if (!TIME.test(time)) return refuse('UNSIGNED', { field: 'X-Huitouke-Time' });
  if (!NONCE.test(nonce)) return refuse('UNSIGNED', { field: 'X-Huitouke-Nonce' });
  if (!SIGNATURE.test(signature)) return refuse('UNSIGNED', { field: 'X-Huitouke-Signature' });
  if (Math.abs(Number(time) - now) > SKEW_MS) return refuse('CLOCK_SKEW', { field: 'X-Huitouke-Time', now });
  return accept({ id, signature, signed: { method, target: targetOf(path, query), time, nonce, body } });
}

/** Seconds to wait for a name that may be a guess, 0 for one that is let in: a partner this instance has served is. */
export function strangerWaitS({ id }: Claimed, now: EpochMs): number {
  return rememberedPartner(id) ? 0 : strangers.waitS(EVERYBODY, now);
}

/**
 * The partner, when the signature is its own. A name that does not exist and a signature that is wrong get the same
 * answer, and the same comparison. Refuses with UNSIGNED, PARTNER_OFF, or BUSY after too many failures.
 */
export async function authenticate(env: Environment, claimed: Claimed): Promise<Result<Partner>> {
  const { id, signature, signed } = claimed;
  const waitS = strangers.waitS(EVERYBODY, env.now);
  const partner = await findPartner(env, id);
  const secret = secretOf(id, partner?.salt ?? '');
  const genuine = isSignedWith(secret, signed, signature);
  if (!partner || !genuine) return unsigned(env, waitS);
  if (hashOfSecret(secret) !== partner.keyHash) {
    env.alarm('the secret of the shop has changed: no partner key is valid any more');
    return unsigned(env, waitS);
  }
  return partner.state === 'off' ? refuse('PARTNER_OFF') : accept(partner);
}

function unsigned(env: Environment, waitS: number): Refusal {
  strangers.count(EVERYBODY, env.now);
  return waitS > 0 ? refuse('BUSY', { retryAfterS: waitS }) : refuse('UNSIGNED');
}
