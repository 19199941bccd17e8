/**
 * Delivers what calls have left, and alone trims journals. Any number of sweepers may run at once: every step is
 * idempotent or conditional, so a lease would only save requests.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { ensure, findById, StoreError } from '../../platform/store';
import { deliverBirths } from './births';
import { run } from './command';
import { creditCommand } from './credit';
import { type Entry, type Row, rowId, rowOf } from './entry';
import { journalOf, type Member } from './member';
import { type Delivery, trimmed } from './trim';

const PAGE = 100;
const ROUNDS = 50;
/** Row ids asked for in one query; the platform answers at most 1,000 rows. */
const IDS_AT_ONCE = 500;
const ROWS_AT_ONCE = 100;
/** After so many failures the consequences are parked for the staff, and the entry is closed. */
const TRIES = 20;

export interface Swept {
  members: number;
  rows: number;
  failures: number;
  /** Time ran out with members still due; the next tick goes on. */
  unfinished: boolean;
}

/** Sweeps members that are due until none is left or `stopAt` is reached. */
export async function sweep(env: Environment, zone: string, stopAt: EpochMs): Promise<Swept> {
  const swept: Swept = { members: 0, rows: 0, failures: 0, unfinished: true };
  for (let round = 0; round < ROUNDS && env.clock() < stopAt; round += 1) {
    const members = await env.store.find<Sweepable>('members', {
      where: { due: { lte: env.clock() } },
      order: ['due', 'asc'],
      limit: PAGE,
      fields: ['rev', 'floor', 'journal'],
    });
    const { rows, failures, trims } = await sweepMembers(env, zone, members, stopAt);
    swept.members += members.length;
    swept.rows += rows;
    swept.failures += failures;
    // A page on which every trim lost its race would be read again and again.
    if (members.length < PAGE || trims === 0) return { ...swept, unfinished: members.length === PAGE };
  }
  return swept;
}

/** What the sweeper reads of a member. */
export type Sweepable = Pick<Member, '_id' | 'rev' | 'floor' | 'journal'>;

type Waiting = { member: Sweepable; entry: Entry };

/** Delivers and trims these members, as they were read before. */
export async function sweepMembers(
  env: Environment,
  zone: string,
  members: readonly Sweepable[],
  stopAt = Number.POSITIVE_INFINITY,
): Promise<{ rows: number; failures: number; trims: number }> {
  const waiting = members.flatMap((member) => journalOf(member).map((entry) => ({ member, entry })));
  const found = await rowsOf(env, waiting);
  const missing = waiting.filter(({ member, entry }) => !found.has(rowId(member._id, entry.key)));
  const { delivered, failed } = await deliverAll(env, zone, missing, stopAt);
  await insertRows(env, delivered, failed);
  let trims = 0;
  for (const member of members) {
    const deliveries = new Map<number, Delivery>();
    for (const entry of journalOf(member)) {
      const id = rowId(member._id, entry.key);
      const row = found.get(id);
      if (row && row.hash !== entry.hash) {
        env.alarm(`ledger row ${id} is another entry than the journal's ${entry.seq}`);
        failed.add(id);
      } else if (row) deliveries.set(entry.seq, { row: 'there', bornAt: row.bornAt.getTime() as EpochMs });
      else if (delivered.has(id)) deliveries.set(entry.seq, { row: 'there', bornAt: env.clock() });
      if (failed.has(id)) deliveries.set(entry.seq, { row: 'missing' });
    }
    if (await trim(env, member, deliveries)) trims += 1;
  }
  return { rows: delivered.size, failures: failed.size, trims };
}

type FoundRow = Pick<Row, '_id' | 'hash'> & { bornAt: Date };

async function rowsOf(env: Environment, waiting: readonly Waiting[]): Promise<Map<string, FoundRow>> {
  const ids = waiting.map(({ member, entry }) => rowId(member._id, entry.key));
  const found = new Map<string, FoundRow>();
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const asked = ids.slice(start, start + IDS_AT_ONCE);
    const rows = await env.store.find<FoundRow>('ledger', {
      where: { _id: { in: asked } },
      limit: IDS_AT_ONCE,
      fields: ['hash', 'bornAt'],
    });
    for (const row of rows) found.set(row._id, row);
  }
  return found;
}

/** Everything of an entry but its row. One that fails does not stop the others. By row id. */
async function deliverAll(
  env: Environment,
  zone: string,
  missing: readonly Waiting[],
  stopAt: number,
): Promise<{ delivered: Map<string, Row>; failed: Set<string> }> {
  const delivered = new Map<string, Row>();
  const failed = new Set<string>();
  for (const { member, entry } of missing) {
    if (env.clock() >= stopAt) break;
    const row = rowOf(member._id, entry);
    try {
      if (entry.tries >= TRIES) await park(env, member._id, entry);
      else await deliver(env, zone, entry);
    } catch (failure) {
      env.alarm(`entry ${entry.seq} of member ${member._id}: ${failure instanceof Error ? failure.message : failure}`);
      failed.add(row._id);
      continue;
    }
    delivered.set(row._id, row);
  }
  return { delivered, failed };
}

async function deliver(env: Environment, zone: string, entry: Entry): Promise<void> {
  if (entry.holds.length > 0) throw new Error('holds cannot be settled: there is no stock in this version');
  const origin = { storeId: entry.storeId, channel: 'system', actor: 'timer', partnerId: null } as const;
  const stamp = { at: env.now, zone, programmeVersion: entry.programmeVersion, origin };
  const credits = entry.credits.map(async (credit) => {
    const target = await findById<Member>(env.store, 'members', credit.memberId);
    if (!target) throw new Error(`nobody to credit under ${credit.key}`);
    const posted = await run(env, target, creditCommand(credit), stamp);
    if (!posted.ok) throw new Error(`credit ${credit.key}: ${posted.code}`);
  });
  await Promise.all([deliverBirths(env, entry.births), ...credits]);
}

async function park(env: Environment, memberId: string, entry: Entry): Promise<void> {
  const { births, credits, seq, key } = entry;
  await ensure(env.store, 'stuck', { _id: `${memberId}:${seq}`, shape: 1, memberId, seq, key, births, credits } as {
    _id: string;
  });
  env.alarm(`entry ${seq} of member ${memberId} is parked in stuck`);
}

/** In batches, as all of them were just seen to be missing; singly where a batch fails. Moves what cannot be written to `failed`. */
async function insertRows(env: Environment, rows: Map<string, Row>, failed: Set<string>): Promise<void> {
  const all = [...rows.values()];
  for (let start = 0; start < all.length; start += ROWS_AT_ONCE) {
    const batch = all.slice(start, start + ROWS_AT_ONCE);
    try {
      await env.store.addAll('ledger', batch);
    } catch (refusal) {
      if (!(refusal instanceof StoreError)) throw refusal;
      for (const row of batch) {
        if (await insertRow(env, row)) continue;
        rows.delete(row._id);
        failed.add(row._id);
      }
    }
  }
}

async function insertRow(env: Environment, row: Row): Promise<boolean> {
  try {
    if (await ensure(env.store, 'ledger', row)) return true;
  } catch (refusal) {
    if (!(refusal instanceof StoreError)) throw refusal;
    env.alarm(refusal.message);
    return false;
  }
  const present = await findById<Row>(env.store, 'ledger', row._id, ['hash']);
  if (present?.hash === row.hash) return true;
  env.alarm(`ledger row ${row._id} is another entry than the journal's ${row.seq}`);
  return false;
}

/** Only at the revision that was read: an entry committed meanwhile must keep its `due`. */
async function trim(env: Environment, member: Sweepable, deliveries: ReadonlyMap<number, Delivery>): Promise<boolean> {
  try {
    return await env.store.update('members', member._id, { rev: member.rev }, trimmed(member, deliveries, env.clock()));
  } catch (refusal) {
    if (!(refusal instanceof StoreError)) throw refusal;
    env.alarm(refusal.message);
    return false;
  }
}
