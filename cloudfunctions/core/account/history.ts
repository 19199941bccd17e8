import type { EntryKind } from '../../../typings/domain';
import { findById, type Store } from '../../platform/store';
import { type Fact, factOf, type Row, rowId } from './entry';
import { inJournal, journalOf, type Member } from './member';

/**
 * A member's facts with `seq` up to `top`, newest first, at most `limit`. The member was read before, so what its
 * journal does not have has a row.
 */
export async function factsBefore(
  store: Store,
  member: Member,
  top: number,
  limit: number,
  without: EntryKind,
): Promise<Fact[]> {
  const upTo = Math.min(top, member.seq);
  const rows = await store.find<Row>('ledger', {
    where: { memberId: member._id, seq: { lte: upTo }, kind: { not: without } },
    order: ['seq', 'desc'],
    limit,
  });
  const waiting = journalOf(member).filter((entry) => entry.seq <= upTo && entry.kind !== without);
  return united(rows, waiting)
    .sort((a, b) => b.seq - a.seq)
    .slice(0, limit);
}

/** What was committed under a key, if anything was. The member was read before: a row appears before its entry leaves the journal. */
export async function factUnder(store: Store, member: Member, key: string): Promise<Fact | null> {
  return inJournal(member, key) ?? (await findById<Row>(store, 'ledger', rowId(member._id, key)));
}

/** All facts of one `ref`, in the order they happened; at most `limit` rows are read. */
export async function factsOfRef(store: Store, member: Member, ref: string, limit: number): Promise<Fact[]> {
  const rows = await store.find<Row>('ledger', { where: { memberId: member._id, ref }, limit });
  const waiting = journalOf(member).filter((entry) => entry.ref === ref);
  return united(
    rows.filter((row) => row.seq <= member.seq),
    waiting,
  ).sort((a, b) => a.seq - b.seq);
}

function united(rows: readonly Row[], waiting: readonly Fact[]): Fact[] {
  const bySeq = new Map<number, Fact>();
  for (const row of rows) bySeq.set(row.seq, factOf(row));
  for (const entry of waiting) bySeq.set(entry.seq, entry);
  return [...bySeq.values()];
}
