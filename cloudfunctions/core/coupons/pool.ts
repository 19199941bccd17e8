/**
 * Pools of codes that others have issued, such as a cinema's. A coupon of such a template gets one when it is first shown
 * or used. Laws: one code a coupon, one coupon a code, whoever calls at once and whatever breaks off: a row is claimed
 * for a coupon, then the coupon takes its code if it has none; who comes second gives the row back, and what a crash has
 * left claimed the timer finds.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure } from '../../platform/store';
import type { Settings } from '../settings';
import type { Coupon } from '../templates';
import { change, reread } from './change';

/** A document of `pools`. */
export interface PoolRow {
  /** Digest of template and code: a code is imported once. */
  _id: string;
  shape: 1;
  /** Code of the template. */
  pool: string;
  code: string;
  /** The coupon it is claimed for. */
  couponId: string | null;
  /** When the timer looks whether that coupon took it. */
  look: EpochMs | null;
}

/** Codes of one import. */
const IMPORT_MAX = 1_000;
const CODE = /^[\x21-\x7e]{1,64}$/;
const AT_ONCE = 20;
/** Free rows that are looked at, so that calls at once do not all claim the first. */
const CHOICE = 10;
const CLAIMS = 5;
const LOOK_MS = 60_000;

/**
 * Each code once; what is there already is left as it is. Refuses with INVALID_INPUT: no template of this code that draws
 * on a pool, or a code that is not 1 to 64 printable characters without a space (`at`: its place).
 */
export async function importPool(
  env: Environment,
  { templates }: Pick<Settings, 'templates'>,
  template: string,
  codes: readonly string[],
): Promise<Result<{ added: number; present: number }>> {
  if (!templates.some(({ code, pool }) => code === template && pool))
    return refuse('INVALID_INPUT', { field: 'template' });
  if (codes.length > IMPORT_MAX) return refuse('TOO_MANY', { most: IMPORT_MAX });
  const rows = codes.map((code) => code.trim());
  const wrong = rows.findIndex((code) => !CODE.test(code));
  if (wrong >= 0) return refuse('INVALID_INPUT', { field: 'codes', at: wrong });
  const fresh = [...new Set(rows)].map((code) => rowOf(template, code));
  let added = 0;
  for (let start = 0; start < fresh.length; start += AT_ONCE) {
    const inserted = await Promise.all(
      fresh.slice(start, start + AT_ONCE).map((row) => ensure(env.store, 'pools', row)),
    );
    added += inserted.filter(Boolean).length;
  }
  return accept({ added, present: codes.length - added });
}

function rowOf(pool: string, code: string): PoolRow {
  return { _id: digest(`${pool} ${code}`), shape: 1, pool, code, couponId: null, look: null };
}

/** The coupon with its code of the pool. Without when the pool is empty: an alarm says so, and the next call tries again. */
export async function withExternal(env: Environment, coupon: Coupon): Promise<Coupon> {
  if (!coupon.terms.pool || coupon.external !== null) return coupon;
  const [own] = await env.store.find<PoolRow>('pools', { where: { couponId: coupon._id }, limit: 1 });
  const row = own ?? (await claimRow(env, coupon));
  if (row) return { ...coupon, external: await takeCode(env, coupon._id, row) };
  env.alarm(`the pool of ${coupon.template} has no code left`);
  return coupon;
}

async function claimRow(env: Environment, { _id: couponId, template: pool }: Coupon): Promise<PoolRow | null> {
  for (let claim = 1; claim <= CLAIMS; claim += 1) {
    const free = await env.store.find<PoolRow>('pools', { where: { pool, couponId: null }, limit: CHOICE });
    const row = free[Math.floor(env.chance() * free.length)];
    if (!row) return null;
    const claimed = { couponId, look: (env.now + LOOK_MS) as EpochMs };
    if (await env.store.update('pools', row._id, { couponId: null }, { set: claimed })) return { ...row, ...claimed };
  }
  return null;
}

/** @returns the code that the coupon has afterwards; null while that is not known */
export async function takeCode(env: Environment, couponId: string, row: PoolRow): Promise<string | null> {
  if ((await change(env, couponId, { external: null }, { set: { external: row.code } })) === 'done') return row.code;
  const { external } = await reread(env, couponId);
  // It has another for good, so it can never take this one any more.
  if (external !== null && external !== row.code) await freeRow(env, row);
  return external;
}

/** Only for a row whose coupon is known to have another code. */
export async function freeRow(env: Environment, { _id, couponId }: PoolRow): Promise<void> {
  await env.store.update('pools', _id, { couponId }, { set: { couponId: null, look: null } });
}
