/** The rows of the ledger that belong to the members as they were read, and what all entries have taken of each stock. */
import type { Snapshot } from './catch-up';
import type { Folder } from './folder';
import type { Stored } from './lines';
import { Pieces } from './pieces';
import type { Source } from './source';

interface Hold {
  stock: string;
  n: number;
}

/** What is known of a member's entries. */
interface Known {
  seqs: Map<string, number>;
  /** Ids of rows whose entries are still in a journal. */
  waiting: Set<string>;
}

export async function readLedger(source: Source, folder: Folder, told: (rows: number) => void): Promise<void> {
  const ledger = folder.collection('ledger');
  if (ledger.whole) return;
  const { sold } = folder.manifest;
  // From the beginning, and from the journals: a backup that goes on has counted up to its last piece.
  if (ledger.pieces.length === 0) await countJournals(folder, sold);
  const known = await entriesOf(folder);
  let read = ledger.pieces.reduce((sum, { rows }) => sum + rows, 0);
  const counted: Record<string, number> = {};
  const pieces = new Pieces(async (lines, last) => {
    for (const [stock, n] of Object.entries(counted)) sold[stock] = (sold[stock] ?? 0) + n;
    for (const stock of Object.keys(counted)) delete counted[stock];
    await folder.add('ledger', lines, last);
  });
  for await (const page of source.pages('ledger', ledger.pieces.at(-1)?.last ?? null))
    for (const row of page) {
      if (!belongs(row, known)) continue;
      count(counted, row.holds as Hold[]);
      await pieces.add(row);
      read += 1;
      told(read);
    }
  await pieces.end();
  ledger.whole = true;
  await folder.save();
}

/**
 * A stock as the entries say. Attempts that were on their way have ended: who has no entry has nothing, and of who has one
 * the entry is counted.
 */
export function settled(stock: Stored, sold: Readonly<Record<string, number>>): Stored {
  const taken = sold[stock._id] ?? 0;
  return { ...stock, sold: taken, left: Number(stock.made) - taken, held: 0, holds: {} };
}

function belongs(row: Stored, { seqs, waiting }: Known): boolean {
  const seq = seqs.get(String(row.memberId));
  return seq !== undefined && Number(row.seq) <= seq && !waiting.has(row._id);
}

async function entriesOf(folder: Folder): Promise<Known> {
  const known: Known = { seqs: new Map(), waiting: new Set() };
  for await (const page of folder.documents('members'))
    for (const { _id, seq, journal } of page as Snapshot[]) {
      known.seqs.set(_id, seq);
      for (const { key } of Object.values(journal)) known.waiting.add(`${_id}:${key}`);
    }
  return known;
}

async function countJournals(folder: Folder, sold: Record<string, number>): Promise<void> {
  for await (const page of folder.documents('members'))
    for (const { journal } of page as Snapshot[])
      for (const { holds = [] } of Object.values(journal)) count(sold, holds);
  await folder.save();
}

function count(sold: Record<string, number>, holds: readonly Hold[] = []): void {
  for (const { stock, n } of holds) if (!stock.startsWith('coupon:')) sold[stock] = (sold[stock] ?? 0) + n;
}
