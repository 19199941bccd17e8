/** The ledger rows of delivered entries: the last thing written of each. */
import type { Environment } from '../../platform/environment';
import { ensure, findById, StoreError } from '../../platform/store';
import type { Delivered, Waiting } from './deliver';
import { type Row, rowId } from './entry';

/** Row ids asked for in one query; the platform answers at most 1,000 rows. */
const IDS_AT_ONCE = 500;
const ROWS_AT_ONCE = 100;

export type FoundRow = Pick<Row, '_id' | 'hash'> & { bornAt: Date };

/** Of these entries, the rows that are there. */
export async function rowsOf(env: Environment, waiting: readonly Waiting[]): Promise<Map<string, FoundRow>> {
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

/** In batches, as all of them were just seen to be missing; singly where a batch fails. Moves what cannot be written to `failed`. */
export async function insertRows(env: Environment, { rows, failed }: Delivered): Promise<void> {
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
