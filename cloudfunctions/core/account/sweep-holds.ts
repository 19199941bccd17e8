/**
 * Judges holds that their calls have left behind. The order of the looks is what keeps a unit from being sold and put
 * back: the member's journal, then the ledger, then the revision; and where the commit could still happen, the member is
 * fenced before the hold is dropped.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { StoreError } from '../../platform/store';
import { type Bound, dropHold, HOLD_GRACE_MS, type Hold, type Stock, type StockId, settleHold } from '../stock';
import type { Coupon } from '../templates';
import { type Fact, type Row, rowId } from './entry';
import { journalOf, type Member } from './member';

const STOCKS_AT_ONCE = 10;
const HOLDS_AT_ONCE = 100;

export interface HoldsSwept {
  settled: number;
  dropped: number;
  /** Left for the next round: the database did not answer, or somebody has just committed. */
  left: number;
  /** Whether any coupon had to be looked at, for whatever reason. */
  coupons: boolean;
}

/** A hold as it was found. */
interface Found extends Bound {
  hold: Hold;
}

/** All that is older than a minute, of units and of coupons, until `stopAt`. Any number of sweepers may run at once. */
export async function sweepHolds(env: Environment, stopAt: EpochMs): Promise<HoldsSwept> {
  const swept: HoldsSwept = { settled: 0, dropped: 0, left: 0, coupons: true };
  await sweepStocks(env, stopAt, swept);
  swept.coupons = await anyCoupon(env);
  if (swept.coupons) await sweepCoupons(env, stopAt, swept);
  return swept;
}

async function anyCoupon(env: Environment): Promise<boolean> {
  const where = { look: { lte: env.clock() } };
  const due = await env.store.find('coupons', { where, order: ['look', 'asc'], limit: 1, fields: ['_id'] });
  return due.length > 0;
}

async function sweepStocks(env: Environment, stopAt: EpochMs, swept: HoldsSwept): Promise<void> {
  const oldest = env.clock() - HOLD_GRACE_MS;
  for (let last = ''; env.clock() < stopAt; ) {
    const page = await env.store.find<Pick<Stock, '_id' | 'holds'>>('stock', {
      where: { held: { gte: 1 }, _id: { gte: last } },
      order: ['_id', 'asc'],
      limit: STOCKS_AT_ONCE + 1,
      fields: ['holds'],
    });
    const found = page.filter(({ _id }) => _id !== last).flatMap(inStock);
    await judgeAll(
      env,
      found.filter(({ at }) => at <= oldest),
      stopAt,
      swept,
    );
    const next = page.at(-1)?._id;
    if (next === undefined || page.length <= STOCKS_AT_ONCE) return;
    last = next;
  }
}

async function sweepCoupons(env: Environment, stopAt: EpochMs, swept: HoldsSwept): Promise<void> {
  while (env.clock() < stopAt) {
    const page = await env.store.find<Pick<Coupon, '_id' | 'hold'>>('coupons', {
      where: { state: { in: ['held', 'returning'] }, look: { lte: env.clock() } },
      order: ['look', 'asc'],
      limit: HOLDS_AT_ONCE,
      fields: ['hold'],
    });
    const done = swept.settled + swept.dropped;
    await judgeAll(env, page.flatMap(onCoupon), stopAt, swept);
    // A page of which nothing could be decided would be read again and again.
    if (page.length < HOLDS_AT_ONCE || swept.settled + swept.dropped === done) return;
  }
}

function inStock({ _id, holds }: Pick<Stock, '_id' | 'holds'>): Found[] {
  return Object.entries(holds).map(([hold, { n, ...bound }]) => ({ ...bound, hold: { stock: _id, hold, n } }));
}

function onCoupon({ _id, hold }: Pick<Coupon, '_id' | 'hold'>): Found[] {
  if (!hold) return [];
  const { id, n, ...bound } = hold;
  const stock: StockId = `coupon:${_id}`;
  return [{ ...bound, hold: { stock, hold: id, n } }];
}

type Judge = Pick<Member, '_id' | 'rev' | 'journal'>;

async function judgeAll(env: Environment, found: readonly Found[], stopAt: EpochMs, swept: HoldsSwept): Promise<void> {
  for (let start = 0; start < found.length && env.clock() < stopAt; start += HOLDS_AT_ONCE)
    await judgeSome(env, found.slice(start, start + HOLDS_AT_ONCE), swept);
}

async function judgeSome(env: Environment, found: readonly Found[], swept: HoldsSwept): Promise<void> {
  const members = await env.store.find<Judge>('members', {
    where: { _id: { in: [...new Set(found.map(({ memberId }) => memberId))] } },
    limit: found.length,
    fields: ['rev', 'journal'],
  });
  // Only now: an entry leaves the journal when its row is there.
  const rows = await env.store.find<Pick<Row, 'key' | 'at' | 'holds'>>('ledger', {
    where: { _id: { in: [...new Set(found.map(({ memberId, key }) => rowId(memberId, key)))] } },
    limit: found.length,
    fields: ['key', 'at', 'holds'],
  });
  for (const each of found) {
    const member = members.find(({ _id }) => _id === each.memberId);
    try {
      swept[await judge(env, each, member, [...(member ? journalOf(member) : []), ...rows])] += 1;
    } catch (unanswered) {
      if (!(unanswered instanceof StoreError)) throw unanswered;
      env.alarm(unanswered.message);
      swept.left += 1;
    }
  }
}

async function judge(
  env: Environment,
  { hold, rev }: Found,
  member: Judge | undefined,
  entries: readonly Pick<Fact, 'key' | 'at' | 'holds'>[],
): Promise<'settled' | 'dropped' | 'left'> {
  for (const entry of entries) {
    const named = entry.holds.find((each) => each.hold === hold.hold);
    if (!named) continue;
    await settleHold(env.store, named, entry);
    return 'settled';
  }
  if (member && !(member.rev > rev || (member.rev === rev && (await fence(env, member))))) return 'left';
  await dropHold(env.store, hold, rev);
  return 'dropped';
}

/** From now on no commit on this revision can happen. */
function fence(env: Environment, { _id, rev }: Judge): Promise<boolean> {
  return env.store.update('members', _id, { rev }, { inc: { rev: 1 } });
}
