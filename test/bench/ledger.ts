/** A ledger of two months, put straight into the database of a shop that is not open yet. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../cloudfunctions/manifest/schema';
import { openDatabase } from '../../local/cloud/database';
import { built } from './built';
import { temporaryFolder } from './workplace';

export const MEMBERS = 2_000;
/** Well within what one insert may weigh. */
const BATCH = 5_000;
const DAY_MS = 86_400_000;
/** The bench's morning is 2026-11-20, 09:00 in Shanghai; the ledger ends an hour before it. */
const ENDS = Date.UTC(2026, 10, 20, 0);
const BEGINS = ENDS - 60 * DAY_MS;

const KINDS = [
  { kind: 'checkin', points: 5 },
  { kind: 'order', points: 30 },
  { kind: 'checkin', points: 5 },
  { kind: 'exchange', points: -20 },
  { kind: 'visit', points: 2 },
] as const;

/** The first row of everybody is their joining. */
const kindOf = (n: number) =>
  n < MEMBERS ? { kind: 'join', points: 0 } : (KINDS[(n * 7) % KINDS.length] as (typeof KINDS)[number]);

/** What all of them together have. */
export function pointsOf(rows: number): number {
  let sum = 0;
  for (let n = 0; n < rows; n += 1) sum += kindOf(n).points;
  return sum;
}

/** Spread evenly over its time and its members. @returns a data folder to open the shop from */
export async function folderWithLedger(rows: number): Promise<string> {
  const { manifestFile } = await built();
  const { collections } = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const dataDir = temporaryFolder('ledger');
  const database = await openDatabase({ dir: join(dataDir, 'database') });
  await database.declare(collections);
  for (let from = 0; from < rows; from += BATCH) {
    const data = Array.from({ length: Math.min(BATCH, rows - from) }, (_, at) => rowOf(from + at, rows));
    await database.perform('database.insertDocument', { collectionName: 'ledger', data }, ENDS);
  }
  await database.close();
  return dataDir;
}

/** As the database takes it: Extended JSON. */
function rowOf(n: number, rows: number): string {
  const { kind, points } = kindOf(n);
  const memberId = `m${n % MEMBERS}`;
  const key = `${kind}-${n}`;
  const at = Math.floor(BEGINS + ((ENDS - BEGINS) / rows) * n);
  const result = kind === 'order' ? { event: { amountFen: 3000 } } : {};
  const row = { _id: `${memberId}:${key}`, memberId, seq: n, at, kind, key, points, storeId: 'default' };
  return JSON.stringify({ ...row, credited: false, result, bornAt: { $date: at } });
}
