import type { EntryKind } from '../../../typings/domain';
import type { Condition, Store } from '../../platform/store';
import { type Entry, type Fact, factOf, type Row, rowId } from './entry';
import { inJournal, journalOf, type Member } from './member';
import { memberOf, type StoredMember } from './upgrade';

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

/** The members that became one with this one, in the order they came, at most `limit`. */
export async function formerly(store: Store, { aliases }: Member, limit: number): Promise<Member[]> {
  const ids = aliases.slice(0, limit);
  if (ids.length === 0) return [];
  const stored = await store.find<StoredMember>('members', { where: { _id: oneOf(ids) }, limit: ids.length });
  const known = new Map(stored.map((each) => [each._id, memberOf(each)]));
  return ids.map((id) => {
    const member = known.get(id);
    if (!member) throw new Error('a member document has vanished');
    return member;
  });
}

/** A member's newest facts that moved growth, newest first, at most `limit`. */
export async function factsOfGrowth(store: Store, member: Member, limit: number): Promise<Fact[]> {
  const rows = await store.find<Row>('ledger', {
    where: { memberId: member._id, seq: { lte: member.seq }, growth: { not: 0 } },
    order: ['seq', 'desc'],
    limit,
  });
  const waiting = journalOf(member).filter(({ growth }) => growth !== 0);
  return united(rows, waiting)
    .sort((a, b) => b.seq - a.seq)
    .slice(0, limit);
}

/** What was committed under a key, if anything was. The member was read before: a row appears before its entry leaves the journal. */
export async function factUnder(store: Store, member: Member, key: string): Promise<Fact | null> {
  return inJournal(member, key) ?? (await rowUnder(store, member, key));
}

/** The row of a key, also when it was committed on a member that has become one with this one. */
export async function rowUnder(store: Store, member: Member, key: string): Promise<Row | null> {
  const ids = [member._id, ...member.aliases].map((id) => rowId(id, key));
  const [row] = await store.find<Row>('ledger', { where: { _id: oneOf(ids) }, limit: 1 });
  return row ?? null;
}

/**
 * All facts of one `ref`, in the order they happened, those of members that have become one with this one first; at most
 * `limit` rows are read. A merge is taken only when everything else of the other member has its row (sweep.ts), so no
 * journal but the member's own has to be read.
 */
export async function factsOfRef(store: Store, member: Member, ref: string, limit: number): Promise<Fact[]> {
  return (await readRef(store, member, ref, limit)).facts;
}

export async function readRef(
  store: Store,
  member: Member,
  ref: string,
  limit: number,
): Promise<{ facts: Fact[]; complete: boolean }> {
  const owners = [member._id, ...member.aliases];
  const rows = await store.find<Row>('ledger', { where: { memberId: oneOf(owners), ref }, limit });
  const inherited = member.aliases.flatMap((alias) => bySeq(rows.filter(({ memberId }) => memberId === alias)));
  const own = rows.filter(({ memberId, seq }) => memberId === member._id && seq <= member.seq);
  const waiting = journalOf(member).filter((entry) => entry.ref === ref);
  return { facts: [...inherited.map(factOf), ...bySeq(united(own, waiting))], complete: rows.length < limit };
}

function oneOf(values: readonly string[]): Condition {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : { in: values };
}

function bySeq<F extends Fact>(facts: readonly F[]): F[] {
  return [...facts].sort((a, b) => a.seq - b.seq);
}

function united(rows: readonly Row[], waiting: readonly Fact[]): Fact[] {
  const known = new Map<number, Fact>();
  for (const row of rows) known.set(row.seq, factOf(row));
  for (const entry of waiting) known.set(entry.seq, factOf(entry as Entry));
  return [...known.values()];
}
