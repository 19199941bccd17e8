/** What time and crashes have left on coupons: reservations that are over, pool codes that nobody took. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Coupon } from '../templates';
import { asRead, change } from './change';
import { freeRow, type PoolRow, takeCode } from './pool';
import { FREE } from './reserve';

const PAGE = 100;
const LATER_MS = 60 * 60_000;

export interface CouponsSwept {
  /** Reservations that were over. */
  released: number;
  /** Claimed codes of pools that were looked at. */
  codes: number;
}

/**
 * Stops in time and goes on at the next tick. Holds of orders are the account's to sweep.
 * @param any false: somebody has just seen that no coupon is due
 */
export async function sweepCoupons(env: Environment, stopAt: EpochMs, any = true): Promise<CouponsSwept> {
  const released = any ? await eachDue(env, stopAt, releasePage) : 0;
  const codes = await eachDue(env, stopAt, poolPage);
  return { released, codes };
}

/** @param page how many it found, and how many of them it has done */
async function eachDue(
  env: Environment,
  stopAt: EpochMs,
  page: (env: Environment) => Promise<{ found: number; done: number }>,
): Promise<number> {
  let all = 0;
  while (env.clock() < stopAt) {
    const { found, done } = await page(env);
    all += done;
    // A page of which nothing could be done would be read again and again.
    if (found < PAGE || done === 0) break;
  }
  return all;
}

async function releasePage(env: Environment): Promise<{ found: number; done: number }> {
  const due = await env.store.find<Coupon>('coupons', {
    where: { look: { lte: env.now }, state: 'reserved' },
    order: ['look', 'asc'],
    limit: PAGE,
  });
  const outcomes = await Promise.all(due.map((coupon) => change(env, coupon._id, asRead(coupon), { set: FREE })));
  return { found: due.length, done: outcomes.filter((outcome) => outcome === 'done').length };
}

async function poolPage(env: Environment): Promise<{ found: number; done: number }> {
  const due = await env.store.find<PoolRow>('pools', {
    where: { look: { lte: env.now } },
    order: ['look', 'asc'],
    limit: PAGE,
  });
  if (due.length === 0) return { found: 0, done: 0 };
  const ids = due.flatMap(({ couponId }) => couponId ?? []);
  const coupons = await env.store.find<Coupon>('coupons', {
    where: { _id: { in: ids } },
    limit: PAGE,
    fields: ['_id', 'external'],
  });
  const external = new Map(coupons.map((coupon) => [coupon._id, coupon.external]));
  const done = await Promise.all(due.map((row) => settleRow(env, row, external)));
  return { found: due.length, done: done.filter(Boolean).length };
}

async function settleRow(
  env: Environment,
  row: PoolRow,
  external: ReadonlyMap<string, string | null>,
): Promise<boolean> {
  const { _id, couponId, code } = row;
  if (couponId === null) return env.store.update('pools', _id, { couponId }, { set: { look: null } });
  const has = external.get(couponId);
  if (has === undefined) {
    // Looked at once more, after all the others.
    env.alarm(`coupon ${couponId}, which a code of a pool was claimed for, is not there`);
    return env.store.update('pools', _id, { couponId }, { set: { look: env.now + LATER_MS } });
  }
  const taken = has ?? (await takeCode(env, couponId, row));
  if (taken === null) return false;
  if (taken === code) return env.store.update('pools', _id, { couponId }, { set: { look: null } });
  await freeRow(env, row);
  return true;
}
