/** Whether the two sides of each merger agree: what left one member has arrived at the other, or has come back. */
import { findById, type Reader } from '../../platform/store';
import { wasTaken } from './credit';
import { type Fact, factOf, type Row, rowId } from './entry';
import { inJournal, type Member } from './member';
import { findMemberById } from './upgrade';

/** @param facts all of the member's */
export async function checkMergers(store: Reader, member: Member, facts: readonly Fact[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const fact of facts.filter(isMerger)) {
    const [, from = '', into = ''] = fact.key.split(':');
    const sentence = fact.credited
      ? await arrived(store, from, fact)
      : inJournal(member, fact.key)
        ? null
        : await left(store, into, fact, facts);
    if (sentence) wrong.push(sentence);
  }
  for (const alias of member.aliases) {
    const other = await findMemberById(store, alias);
    const next = other?.mergedInto ?? '';
    if (other?.state !== 'merged' || ![member._id, ...member.aliases].includes(next))
      wrong.push(`member ${alias} has not become this one`);
  }
  if (member.state === 'merged' && (member.mergedInto === null || member.lots.length > 0))
    wrong.push('a member that has become another still has points, or is nobody');
  return wrong;
}

/** What arrived here has left the other member. */
async function arrived(store: Reader, from: string, fact: Fact): Promise<string | null> {
  const sent = await factOn(store, from, fact.key);
  if (!sent) return `nothing left member ${from} with entry ${fact.seq}`;
  if (wasTaken(fact) && !isOpposite(sent, fact)) return `entry ${fact.seq} brought other than left member ${from}`;
  return null;
}

/** What left has arrived, or, when it was refused, has come back. */
async function left(store: Reader, into: string, fact: Fact, facts: readonly Fact[]): Promise<string | null> {
  const taken = await factOn(store, into, fact.key);
  if (!taken) return `what left with entry ${fact.seq} has not arrived at member ${into}`;
  if (wasTaken(taken))
    return isOpposite(fact, taken) ? null : `member ${into} got other than left with entry ${fact.seq}`;
  const back = facts.find(({ key }) => key === `${fact.key}:returned`);
  return back && isOpposite(fact, back) ? null : `what left with entry ${fact.seq} was refused and has not come back`;
}

/** Of another member, read first and then its ledger. */
async function factOn(store: Reader, memberId: string, key: string): Promise<Fact | null> {
  const other = await findMemberById(store, memberId);
  const waiting = other && inJournal(other, key);
  if (waiting) return factOf(waiting);
  const row = await findById<Row>(store, 'ledger', rowId(memberId, key));
  return row && factOf(row);
}

function isMerger({ kind, key }: Fact): boolean {
  return kind === 'merge' && !key.endsWith(':returned');
}

function isOpposite(a: Fact, b: Fact): boolean {
  return a.points + b.points === 0 && a.growth + b.growth === 0;
}
