/**
 * The self-check of a member's books: the rows of the ledger and the entries still in the journal are one dense chain of
 * hashes from the first entry to `head`; their sums are the balance, which is the sum of the lots, and the growth; what
 * left with a merger has arrived, or has come back; and coupons say of themselves what the entries say of them.
 */
import type { Reader } from '../../platform/store';
import { checkCoupons } from './books-coupons';
import { against, walk } from './chain';
import { CLOSED_KEY, type Fact, factOf, type Row, rowId } from './entry';
import { balanceOf } from './lots';
import { journalOf, type Member } from './member';
import { checkMergers } from './mergers';
import { findMemberById } from './upgrade';

const PAGE = 1000;

/** A member and all its facts, oldest first. */
export interface Book {
  member: Member;
  facts: Fact[];
  wrong: string[];
}

/** What is wrong, one sentence each; none for sound books. */
export async function checkBooks(store: Reader, memberId: string): Promise<string[]> {
  // The member first: a row inserted between the two reads then only proves an entry that is still in its journal.
  const member = await findMemberById(store, memberId);
  if (!member) return [`there is no member ${memberId}`];
  return (await checkBook(store, member)).wrong;
}

/** The same for a member just read. */
export async function checkBook(store: Reader, member: Member): Promise<Book> {
  const rows = await rowsUpTo(store, member._id, member.seq);
  const facts = united(member, rows);
  const beyond = [...(await checkMergers(store, member, facts)), ...(await checkCoupons(store, member, facts))];
  return { member, facts, wrong: [...audit(member, rows), ...beyond] };
}

async function rowsUpTo(store: Reader, memberId: string, seq: number): Promise<Row[]> {
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
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  if (bySeq.size !== rows.length) wrong.push('two rows share a number');
  for (const row of rows)
    if (row._id !== rowId(member._id, row.key)) wrong.push(`row ${row._id} stands under another key`);
  for (const entry of journalOf(member)) {
    const row = bySeq.get(entry.seq);
    if (row && row.hash !== entry.hash) wrong.push(`row and journal disagree about entry ${entry.seq}`);
  }
  const facts = united(member, rows);
  const chain = walk(member._id, facts);
  wrong.push(...chain.wrong, ...against(chain, member));
  if (balanceOf(member.lots) !== member.balance) wrong.push('the lots do not add up to the balance');
  const { state, lots, openid } = member;
  const isClosed = facts.some(({ key }) => key === CLOSED_KEY);
  if (isClosed && (state !== 'closed' || lots.length > 0 || openid !== null))
    wrong.push('a closed account still has points, or is somebody’s');
  if (journalOf(member).length > 0 && member.due === undefined) wrong.push('entries wait, but no sweeper is due');
  return [...new Set(wrong)];
}

function united(member: Member, rows: readonly Row[]): Fact[] {
  const bySeq = new Map<number, Fact>(rows.map((row) => [row.seq, factOf(row)]));
  for (const entry of journalOf(member)) bySeq.set(entry.seq, factOf(entry));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
