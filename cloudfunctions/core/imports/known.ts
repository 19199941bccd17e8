/** Who the rows of a file are in this shop, in few requests however many rows there are. */
import type { Store } from '../../platform/store';
import { journalOf, type Member, memberOf, type Row, type StoredMember } from '../account';
import type { Identity } from '../membership';
import { OPENINGS, standingOpening } from './opening';

/** The database's own bound. */
const BATCH = 1_000;
/** Whole members weigh some kilobytes each. */
const MEMBERS_BATCH = 200;
/** Members that became one with one that became one with … */
const MERGERS_MAX = 5;

export interface Known {
  memberId: string;
  closed: boolean;
  hasPoints: boolean;
  /** An earlier import has brought them, and stands. */
  opened: boolean;
}

/** By id of the identity; absent: nobody. */
export async function knownUnder(store: Store, identities: readonly string[]): Promise<Map<string, Known>> {
  const found: Identity[] = [];
  for (const ids of batches(identities, BATCH))
    found.push(...(await store.find<Identity>('identities', { where: { _id: { in: ids } }, limit: ids.length })));
  const people = await peopleOf(
    store,
    found.map(({ memberId }) => memberId),
  );
  return new Map(
    found.flatMap(({ _id, memberId }) => (people.has(memberId) ? [[_id, people.get(memberId) as Known]] : [])),
  );
}

/** What is needed of a member; the whole document is not kept. */
interface Person {
  mergedInto: string | null;
  closed: boolean;
  balance: number;
  aliases: string[];
  openings: { key: string }[];
}

/** Of each of these ids who they are now. */
async function peopleOf(store: Store, ids: readonly string[]): Promise<Map<string, Known>> {
  const people = new Map<string, Person>();
  let asked = [...new Set(ids)];
  for (let round = 0; asked.length > 0 && round <= MERGERS_MAX; round += 1) {
    await readPeople(store, asked, people);
    const others = asked.map((id) => people.get(id)?.mergedInto ?? null);
    asked = [...new Set(others)].filter((id): id is string => id !== null && !people.has(id));
  }
  const rows = await openingRows(store, [...people.keys()]);
  return new Map(
    ids.flatMap((id) => {
      const last = lastOf(id, people);
      const person = last && people.get(last);
      return last && person ? [[id, knownOf(last, person, rows)]] : [];
    }),
  );
}

function knownOf(
  memberId: string,
  { closed, balance, aliases, openings }: Person,
  rows: Map<string, { key: string }[]>,
) {
  const facts = [memberId, ...aliases].flatMap((id) => rows.get(id) ?? []);
  const opened = standingOpening([...facts, ...openings]) !== null;
  return { memberId, closed, hasPoints: balance > 0, opened };
}

function lastOf(id: string, people: ReadonlyMap<string, Person>): string | null {
  let last = id;
  for (let step = 0; step <= MERGERS_MAX; step += 1) {
    const next = people.get(last)?.mergedInto;
    if (next === undefined) return null;
    if (next === null) return last;
    last = next;
  }
  return null;
}

async function readPeople(store: Store, ids: readonly string[], people: Map<string, Person>): Promise<void> {
  for (const some of batches(ids, MEMBERS_BATCH)) {
    const stored = await store.find<StoredMember>('members', { where: { _id: { in: some } }, limit: some.length });
    for (const member of stored.map(memberOf)) people.set(member._id, personOf(member));
  }
}

function personOf(member: Member): Person {
  const { mergedInto, state, balance, aliases } = member;
  const openings = journalOf(member).filter(({ ref }) => ref === OPENINGS);
  return { mergedInto, closed: state === 'closed', balance, aliases, openings: openings.map(({ key }) => ({ key })) };
}

async function openingRows(store: Store, ids: readonly string[]): Promise<Map<string, { key: string }[]>> {
  const rows = new Map<string, { key: string }[]>();
  // A member may have several, undone ones among them.
  for (const some of batches(ids, MEMBERS_BATCH)) {
    const where = { memberId: { in: some }, ref: OPENINGS };
    const found = await store.find<Row>('ledger', { where, limit: BATCH, fields: ['memberId', 'key'] });
    for (const { memberId, key } of found) rows.set(memberId, [...(rows.get(memberId) ?? []), { key }]);
  }
  return rows;
}

function batches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
