/**
 * Delivers what calls have left, and alone trims journals. Any number of sweepers may run at once: every step is
 * idempotent or conditional, so a lease would only save requests.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { StoreError } from '../../platform/store';
import { type Delivered, deliverAll, type Sweepable, type Waiting } from './deliver';
import { rowId } from './entry';
import { journalOf } from './member';
import type { Timekeeping } from './posting';
import { type FoundRow, insertRows, rowsOf } from './rows';
import { type Delivery, trimmed } from './trim';

const PAGE = 100;
const ROUNDS = 50;

export interface Swept {
  members: number;
  rows: number;
  failures: number;
  /** Time ran out with members still due; the next tick goes on. */
  unfinished: boolean;
}

/** Sweeps members that are due until none is left or `stopAt` is reached. */
export async function sweep(env: Environment, time: Timekeeping, stopAt: EpochMs): Promise<Swept> {
  const swept: Swept = { members: 0, rows: 0, failures: 0, unfinished: true };
  for (let round = 0; round < ROUNDS && env.clock() < stopAt; round += 1) {
    const members = await env.store.find<Sweepable>('members', {
      where: { due: { lte: env.clock() } },
      order: ['due', 'asc'],
      limit: PAGE,
      fields: ['rev', 'floor', 'journal'],
    });
    const { rows, failures, trims } = await sweepMembers(env, time, members, stopAt);
    swept.members += members.length;
    swept.rows += rows;
    swept.failures += failures;
    // A page on which every trim lost its race would be read again and again.
    if (members.length < PAGE || trims === 0) return { ...swept, unfinished: members.length === PAGE };
  }
  return swept;
}

/** Delivers and trims these members, as they were read before. */
export async function sweepMembers(
  env: Environment,
  time: Timekeeping,
  members: readonly Sweepable[],
  stopAt = Number.POSITIVE_INFINITY,
): Promise<{ rows: number; failures: number; trims: number }> {
  const waiting = members.flatMap((member) => journalOf(member).map((entry) => ({ member, entry })));
  const found = await rowsOf(env, waiting);
  const missing = waiting.filter((each) => !found.has(idOf(each)));
  const delivered = await deliverAll(
    env,
    time,
    missing.filter((each) => !carries(each)),
    stopAt,
  );
  await insertRows(env, delivered);
  await deliverMergers(env, time, missing.filter(carries), found, delivered, stopAt);
  let trims = 0;
  for (const member of members) {
    const deliveries = deliveriesOf(env, member, found, delivered);
    if (await trim(env, member, deliveries)) trims += 1;
  }
  return { rows: delivered.rows.size, failures: delivered.failed.size, trims };
}

/**
 * A merger is handed on when everything else of its member has its row: whoever finds the member among another's aliases
 * then finds all of it in the ledger (history.ts).
 */
async function deliverMergers(
  env: Environment,
  time: Timekeeping,
  mergers: readonly Waiting[],
  found: ReadonlyMap<string, FoundRow>,
  delivered: Delivered,
  stopAt: number,
): Promise<void> {
  const ready = mergers.filter(({ member, entry }) => {
    const others = journalOf(member).filter(({ key }) => key !== entry.key);
    const ids = others.map(({ key }) => rowId(member._id, key));
    return ids.every((id) => found.has(id) || delivered.rows.has(id));
  });
  if (ready.length === 0) return;
  const more = await deliverAll(env, time, ready, stopAt);
  await insertRows(env, more);
  for (const [id, row] of more.rows) delivered.rows.set(id, row);
  for (const id of more.failed) delivered.failed.add(id);
}

function carries({ entry }: Waiting): boolean {
  return entry.credits.some(({ carry }) => carry !== null);
}

function idOf({ member, entry }: Waiting): string {
  return rowId(member._id, entry.key);
}

/** How the delivery of each entry of this member stands. */
function deliveriesOf(
  env: Environment,
  member: Sweepable,
  found: ReadonlyMap<string, FoundRow>,
  { rows, failed }: Delivered,
): Map<number, Delivery> {
  const deliveries = new Map<number, Delivery>();
  for (const entry of journalOf(member)) {
    const id = rowId(member._id, entry.key);
    const row = found.get(id);
    if (row && row.hash !== entry.hash) {
      env.alarm(`ledger row ${id} is another entry than the journal's ${entry.seq}`);
      failed.add(id);
    } else if (row) deliveries.set(entry.seq, { row: 'there', bornAt: row.bornAt.getTime() as EpochMs });
    else if (rows.has(id)) deliveries.set(entry.seq, { row: 'there', bornAt: env.clock() });
    if (failed.has(id)) deliveries.set(entry.seq, { row: 'missing' });
  }
  return deliveries;
}

/** Only at the revision that was read: an entry committed meanwhile must keep its `due`. */
async function trim(env: Environment, member: Sweepable, deliveries: ReadonlyMap<number, Delivery>): Promise<boolean> {
  const { where, change } = trimmed(member, deliveries, env.clock());
  try {
    return await env.store.update('members', member._id, where, change);
  } catch (refusal) {
    if (!(refusal instanceof StoreError)) throw refusal;
    env.alarm(refusal.message);
    return false;
  }
}
