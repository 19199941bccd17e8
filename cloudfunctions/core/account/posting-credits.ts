/** Posts what other members' entries have for one member: one commit with several entries. */
import type { Environment } from '../../platform/environment';
import { StoreError } from '../../platform/store';
import { dayOf } from '../calendar';
import { deliverBirths } from './births';
import { CREDITED_BOUND, commit } from './command';
import { creditOn, printOfCredit, type Sender, systemOrigin, wasTaken } from './credit';
import { dueOf, inFrontOf, withDue } from './due';
import { type Credit, type Fact, type Row, rowId } from './entry';
import { inJournal, journalOf, type Member } from './member';
import { type Posting, prepare, type Stamp, type Timekeeping } from './posting';
import { findMemberById } from './upgrade';

export interface Posted {
  credit: Credit;
  sender: Sender;
}

/** By key: whether it was taken. What is absent waits for the next round, because too many credits wait already. */
export type Outcomes = ReadonlyMap<string, boolean>;

const ATTEMPTS = 5;
/** A member has become another at most so often: mergers start at members without WeChat and end at one with it. */
export const HOPS = 4;

/** All for the member `memberId`, or for whom they have become. Throws when nothing can be decided now. */
export async function postCredits(
  env: Environment,
  memberId: string,
  posts: readonly Posted[],
  time: Timekeeping,
): Promise<Outcomes> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const member = await receiverOf(env, memberId);
    const decided = await outcomesOf(env, member, posts);
    const room = CREDITED_BOUND - journalOf(member).filter(({ credited }) => credited).length;
    const open = posts.filter(({ credit }) => !decided.has(credit.key)).slice(0, Math.max(room, 0));
    const [first] = open;
    if (!first) return decided;
    const stamp = stampFor(env, first.sender, time);
    const prepared = prepare(member, postingOf(member, open, stamp), stamp);
    const outcome = await commit(env, member, prepared);
    if (outcome === 'committed') {
      await deliverBirths(
        env,
        prepared.entries.flatMap(({ births }) => births),
      );
      const made = prepared.entries
        .filter(({ credited }) => credited)
        .map((fact): [string, boolean] => [fact.key, wasTaken(fact)]);
      return new Map([...decided, ...made]);
    }
    if (outcome === 'unknown') throw new StoreError(`credits for ${memberId}`, 'not answered');
    await env.pause(20 * 2 ** attempt);
  }
  throw new Error(`too many commits beside the credits for ${memberId}`);
}

function stampFor(env: Environment, { storeId, programmeVersion }: Sender, time: Timekeeping): Stamp {
  const { zone, clockwork } = time;
  return { at: env.now, zone, clockwork, programmeVersion, origin: systemOrigin(storeId) };
}

function postingOf(member: Member, open: readonly Posted[], { at, zone, clockwork }: Stamp): Posting {
  const today = dayOf(at, zone);
  const due = dueOf(member, clockwork, today);
  const posting: Posting = { change: {}, drafts: [] };
  let after = withDue(member, due);
  for (const { credit, sender } of open) {
    const { change, draft } = creditOn(after, credit, sender, clockwork, today);
    after = withDue(after, { change, drafts: [] });
    Object.assign(posting.change, change);
    posting.drafts.push(draft);
  }
  return inFrontOf(due, posting);
}

/**
 * Who the credits are for. A member that has become another hands them on only when the other one says so: then it stays
 * so for ever, and everything committed here before has its row.
 */
async function receiverOf(env: Environment, memberId: string): Promise<Member> {
  let id = memberId;
  for (let hop = 0; hop <= HOPS; hop += 1) {
    const member = await findMemberById(env.store, id);
    if (!member) throw new Error(`nobody to credit: ${id}`);
    if (hop > 0 && !member.aliases.includes(memberId)) throw new Error(`the merger of ${memberId} is under way`);
    if (member.state !== 'merged' || member.mergedInto === null) return member;
    id = member.mergedInto;
  }
  throw new Error(`${memberId} has become another too often`);
}

/** After the member was read: what its journal does not have has a row. */
async function outcomesOf(env: Environment, member: Member, posts: readonly Posted[]): Promise<Map<string, boolean>> {
  const facts = posts.flatMap(({ credit }): Fact[] => {
    const waiting = inJournal(member, credit.key);
    return waiting ? [waiting] : [];
  });
  const asked = posts.filter(({ credit }) => !facts.some(({ key }) => key === credit.key));
  // The member that leaves with a merger has an entry of the same key: it says nothing about the arrival.
  const owners = (credit: Credit) => [member._id, ...member.aliases].filter((id) => id !== credit.carry?.from);
  const ids = asked.flatMap(({ credit }) => owners(credit).map((owner) => rowId(owner, credit.key)));
  if (ids.length > 0)
    facts.push(...(await env.store.find<Row>('ledger', { where: { _id: { in: ids } }, limit: ids.length })));
  for (const { credit } of posts) {
    const fact = facts.find(({ key }) => key === credit.key);
    if (fact && fact.print !== printOfCredit(credit)) throw new Error(`${credit.key} is the key of something else`);
  }
  return new Map(facts.map((fact) => [fact.key, wasTaken(fact)]));
}
