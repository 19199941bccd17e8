/**
 * What must not come twice: a nonce at all, an idempotency key with another content. Both are written only for a request
 * whose signature holds, so a stranger can write nothing.
 */
import { createHmac } from 'node:crypto';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { type Refusal, refuse } from '../../platform/refusal';
import { keyFor } from '../../platform/secrets';
import { findById, type Store, StoreError } from '../../platform/store';

/** How far a partner's clock may be from ours, ms. */
export const SKEW_MS = 5 * 60_000;
/** A nonce is remembered for longer than its request's time would be accepted. */
const NONCE_MS = 2 * SKEW_MS + 10 * 60_000;
const KEY_MS = 30 * 86_400_000;

/** A document of `requests`. */
interface Claim {
  _id: string;
  shape: 1;
  /** Of the call that made it: tells one's own insert, whose answer was lost, from somebody else's. */
  by: string;
  /** Keyed digest of method, target and body; '' for a nonce. */
  print: string;
  /** When it may be forgotten. */
  until: EpochMs;
}

export interface Arriving {
  partnerId: string;
  nonce: string;
  /** Of a command; null for a question. */
  idempotencyKey: string | null;
  method: string;
  target: string;
  body: Uint8Array;
}

/**
 * Takes nonce and idempotency key, side by side. Refuses with REPLAYED or KEY_REUSED. A key that comes again with the same
 * content goes on: the books know what it has done.
 */
export async function registerRequest(env: Environment, request: Arriving): Promise<Refusal | null> {
  const { partnerId, nonce, idempotencyKey: key, method, target, body } = request;
  const by = env.newId();
  const until = (ms: number) => (env.now + ms) as EpochMs;
  const print = printOf(`${method}\n${target}\n${Buffer.from(body).toString('base64')}`);
  const [first, same] = await Promise.all([
    take(env.store, { _id: `nonce:${partnerId}:${nonce}`, shape: 1, by, print: '', until: until(NONCE_MS) }),
    key === null
      ? null
      : take(env.store, { _id: `key:${partnerId}:${key}`, shape: 1, by, print, until: until(KEY_MS) }),
  ]);
  if (first.by !== by) return refuse('REPLAYED', { field: 'X-Huitouke-Nonce' });
  if (same && same.print !== print) return refuse('KEY_REUSED', { field: 'Idempotency-Key' });
  return null;
}

/**
 * What a till asks for is guessed easily, such as a purchase by phone number; so what is kept of it tells nothing to whoever
 * reads the database without the shop's secret.
 */
function printOf(content: string): string {
  return createHmac('sha256', keyFor('requests')).update(content).digest('base64url');
}

/** Inserts the claim, or answers the one that was there first. */
async function take(store: Store, claim: Claim): Promise<Claim> {
  try {
    await store.add('requests', claim);
    return claim;
  } catch (refusal) {
    if (!(refusal instanceof StoreError)) throw refusal;
    const first = await findById<Claim>(store, 'requests', claim._id);
    if (!first) throw refusal;
    return first;
  }
}

const PAGE = 500;

/** Forgets what can no longer be replayed; stops in time and goes on at the next tick. */
export async function clearRequests(env: Environment, stopAt: EpochMs): Promise<number> {
  let cleared = 0;
  while (env.clock() < stopAt) {
    const gone = await env.store.remove('requests', { until: { lte: env.now } }, PAGE);
    cleared += gone;
    if (gone < PAGE) break;
  }
  return cleared;
}
