/**
 * The self-check of a member's books: the rows of the ledger and the entries still in the journal are one dense chain
 * of hashes from the first entry to `head`, and their sum is the balance, which is the sum of the lots.
 */
import { findById, type Store } from '../../platform/store';
import { factOf, genesis, isIntact, type Row, rowId } from './entry';
import { balanceOf } from './lots';
import { journalOf, type Member } from './member';

const PAGE = 1000;

/** What is wrong, one sentence each; none for sound books. */
export async function checkBooks(store: Store, memberId: string): Promise<string[]> {
  // The member first: a row inserted between the two reads then only proves an entry that is still in its journal.
  const member = await findById<Member>(store, 'members', memberId);
  if (!member) return [`there is no member ${memberId}`];
  return audit(member, await rowsUpTo(store, memberId, member.seq));
}

async function rowsUpTo(store: Store, memberId: string, seq: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (let top = seq; ; ) {
    const page = await store.find<Row>('ledger', {
      where: { memberId, seq: { lte: top } },
      order: ['seq', 'desc'],
      limit: PAGE,
    });
    rows.push(...page);
    const last = page.at(-1);
    if (page.length < PAGE || !last) return rows;
    top = last.seq - 1;
  }
}

/** Pure: the member as read, and all its rows with `seq` up to the member's. */
export function audit(member: Member, rows: readonly Row[]): string[] {
  const wrong: string[] = [];
  const bySeq = new Map(rows.map((row) => [row.seq, factOf(row)]));
  if (bySeq.size !== rows.length) wrong.push('two rows share a number');
  for (const row of rows)
    if (row._id !== rowId(member._id, row.key)) wrong.push(`row ${row._id} stands under another key`);
  for (const entry of journalOf(member)) {
    const row = bySeq.get(entry.seq);
    if (row && row.hash !== entry.hash) wrong.push(`row and journal disagree about entry ${entry.seq}`);
    bySeq.set(entry.seq, factOf(entry));
  }
  const facts = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const keys = new Set(facts.map((fact) => fact.key));
  if (keys.size !== facts.length) wrong.push('a key has taken effect twice');
  let prev = genesis(member._id);
  let sum = 0;
  facts.forEach((fact, index) => {
    if (fact.seq !== index + 1) wrong.push(`entry ${index + 1} is missing`);
    if (fact.prev !== prev) wrong.push(`entry ${fact.seq} does not follow the one before`);
    if (!isIntact(fact)) wrong.push(`entry ${fact.seq} was changed`);
    if (balanceOf(fact.moves) !== fact.points) wrong.push(`entry ${fact.seq} moved other points than it says`);
    sum += fact.points;
    if (fact.balanceAfter !== sum) wrong.push(`entry ${fact.seq} names another balance`);
    prev = fact.hash;
  });
  if (facts.length !== member.seq) wrong.push(`${facts.length} entries instead of ${member.seq}`);
  if (prev !== member.head) wrong.push('the last entry is not the head');
  if (sum !== member.balance) wrong.push(`the entries sum to ${sum}, the balance says ${member.balance}`);
  if (balanceOf(member.lots) !== member.balance) wrong.push('the lots do not add up to the balance');
  if (journalOf(member).length > 0 && member.due === undefined) wrong.push('entries wait, but no sweeper is due');
  return [...new Set(wrong)];
}
