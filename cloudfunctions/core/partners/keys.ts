/** Making, changing and finding the keys of partners. */
import { createHash } from 'node:crypto';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, findById } from '../../platform/store';
import type { Partner, PartnerInput } from './partner';
import { hashOfSecret, saltOf, secretOf } from './secret';

/** What is shown once and never again. */
export interface Issued {
  partner: Partner;
  secret: string;
}

/** A merchant with more keys than this has lost track of them. */
const PARTNERS_MAX = 200;

/** @param intent the same for the repeat of a command, which gets the same key. Refuses with TOO_MANY or KEY_REUSED. */
export async function createPartner(
  env: Environment,
  input: PartnerInput,
  intent: string = env.newId(),
): Promise<Result<Issued>> {
  const _id = `p${createHash('sha256').update(`partner ${intent}`).digest('hex').slice(0, 15)}`;
  const issued = issue({ ...input, _id, shape: 1, state: 'on', createdAt: env.now }, saltOf(intent));
  const there = await findById<Partner>(env.store, 'partners', _id);
  if (!there && (await listPartners(env)).length >= PARTNERS_MAX) return refuse('TOO_MANY', { limit: PARTNERS_MAX });
  if (!there && (await ensure(env.store, 'partners', issued.partner))) return accept(issued);
  const first = there ?? (await findById<Partner>(env.store, 'partners', _id));
  return first?.salt === issued.partner.salt ? accept({ ...issued, partner: first }) : refuse('KEY_REUSED');
}

/**
 * A new secret; the old one ends within ten seconds. Refuses with NOT_FOUND, PARTNER_OFF or BUSY.
 * @param intent as for `createPartner`
 */
export async function rotatePartner(
  env: Environment,
  id: string,
  intent: string = env.newId(),
): Promise<Result<Issued>> {
  const partner = await findById<Partner>(env.store, 'partners', id);
  if (!partner) return refuse('NOT_FOUND', { field: 'id' });
  if (partner.state === 'off') return refuse('PARTNER_OFF');
  const { salt: _salt, keyHash: _keyHash, ...kept } = partner;
  const issued = issue(kept, saltOf(intent));
  if (partner.salt === issued.partner.salt) return accept(issued);
  const { salt, keyHash } = issued.partner;
  // Two rotations at once would show two secrets of which one is void.
  const held = await env.store.update('partners', id, { salt: partner.salt }, { set: { salt, keyHash } });
  return held ? accept(issued) : refuse('BUSY');
}

/** For good: what is needed again gets a new key. Refuses with NOT_FOUND. */
export async function switchOffPartner(env: Environment, id: string): Promise<Result<{ id: string }>> {
  const held = await env.store.update('partners', id, {}, { set: { state: 'off' } });
  return held ? accept({ id }) : refuse('NOT_FOUND', { field: 'id' });
}

/** Newest first. */
export async function listPartners(env: Environment): Promise<Partner[]> {
  const partners = await env.store.find<Partner>('partners', { where: {}, limit: PARTNERS_MAX });
  return partners.sort((a, b) => b.createdAt - a.createdAt);
}

function issue(partner: Omit<Partner, 'salt' | 'keyHash'>, salt: string): Issued {
  const secret = secretOf(partner._id, salt);
  return { partner: { ...partner, salt, keyHash: hashOfSecret(secret) }, secret };
}

/** A key that is switched off or rotated is known to every instance within this time, ms. */
const FRESH_MS = 10_000;
const CACHED_MAX = 500;

const cached = new Map<string, { partner: Partner | null; at: EpochMs }>();

/** What this instance last heard of a key, however long ago; null: that there is none, undefined: nothing. */
export function rememberedPartner(id: string): Partner | null | undefined {
  return cached.get(id)?.partner;
}

/** The key by its public name, at most ten seconds old. */
export async function findPartner(env: Environment, id: string): Promise<Partner | null> {
  const known = cached.get(id);
  if (known && known.at <= env.now && env.now < known.at + FRESH_MS) return known.partner;
  const partner = await findById<Partner>(env.store, 'partners', id);
  cached.delete(id);
  cached.set(id, { partner, at: env.now });
  for (const oldest of cached.keys()) {
    if (cached.size <= CACHED_MAX) break;
    cached.delete(oldest);
  }
  return partner;
}
