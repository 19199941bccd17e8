/**
 * A command on one member: look the key up, run the rule on a snapshot, commit on its revision. A lost race begins
 * again with a fresh snapshot. The order of the requests is what makes a key take effect once: a ledger row is looked
 * for only after the member whose journal was consulted has been read, because the sweeper writes the row before it
 * takes the entry out of the journal.
 */
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { canonical } from '../../platform/ids';
import { accept, type Refusal, type Result, refuse } from '../../platform/refusal';
import { findById, StoreError } from '../../platform/store';
import { dayOf } from '../calendar';
import { deliverBirths } from './births';
import { type Entry, type Fact, type Row, rowId } from './entry';
import { bookExpiry } from './expiry';
import { inJournal, journalOf, type Member } from './member';
import { type Posting, type Prepared, prepare, type Stamp } from './posting';

export interface Command {
  key: string;
  /** Digest of the content; see `printOf`. */
  print: string;
  /** What a field that only grows says about the key. 'ask': only journal and ledger know. */
  known(member: Member): 'never' | 'used' | 'ask';
  /** Pure. Its drafts must contain one with the command's key. */
  rule(member: Member, today: DayKey): Result<Posting>;
  /** True for an entry that must be decided whatever state the account is in. */
  inAnyState?: boolean;
}

export interface Executed {
  /** True when an earlier call had committed this key. */
  repeated: boolean;
  member: Member;
  fact: Fact;
}

const ATTEMPTS = 5;
/** Own entries that may wait for delivery; beyond it the caller delivers them first. */
const JOURNAL_BOUND = 32;
const JOURNAL_BOUND_BYTES = 64 * 1024;
/** Entries caused by others do not count for the bound above, or two members could block each other for ever. */
const CREDITED_BOUND = 64;

/** The command itself; `execute` in room.ts makes room in a full journal first. */
export async function run(env: Environment, first: Member, command: Command, stamp: Stamp): Promise<Result<Executed>> {
  const today = dayOf(stamp.at, stamp.zone);
  const sent = new Set<string>();
  let member = first;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const known = await lookUp(env, member, command, sent);
    if (known) return known;
    if (!command.inAnyState && member.state !== 'active')
      return refuse(member.state === 'frozen' ? 'FROZEN' : 'CLOSED');
    if (isFull(member, command)) return refuse('BUSY');
    const expiry = bookExpiry(member, today);
    const decided = command.rule(expiry.member, today);
    if (!decided.ok) return decided;
    const prepared = prepare(member, withExpiry(decided.data, expiry), stamp);
    const mine = ownEntry(prepared, command);
    sent.add(mine.hash);
    const outcome = await commit(env, member, prepared);
    if (outcome === 'committed') {
      await deliverBirths(env, mine.births);
      return accept({ repeated: false, member: prepared.after, fact: mine });
    }
    member = await reread(env, member);
    // Not answered and still at the old revision: it may be applied at any later moment. Only a repeat can tell.
    if (outcome === 'unknown' && member.rev === prepared.after.rev - 1) return refuse('BUSY');
    await env.pause(spread(env, attempt));
  }
  const known = await lookUp(env, member, command, sent);
  return known ?? refuse('BUSY');
}

/** The first result of this key, when it has one. */
async function lookUp(
  env: Environment,
  member: Member,
  command: Command,
  sent: ReadonlySet<string>,
): Promise<Result<Executed> | null> {
  const waiting = inJournal(member, command.key);
  if (waiting) {
    const repeat = repeatOf(member, waiting, command, sent);
    // The first call may have died between its commit and its births.
    if (repeat.ok) await deliverBirths(env, waiting.births);
    return repeat;
  }
  const known = command.known(member);
  if (known === 'never') return null;
  const row = await findById<Row>(env.store, 'ledger', rowId(member._id, command.key));
  if (row) return repeatOf(member, row, command, sent);
  if (known === 'used') throw new Error(`the key ${command.key} is used, but neither journal nor ledger has it`);
  return null;
}

function repeatOf(
  member: Member,
  fact: Fact,
  command: Command,
  sent: ReadonlySet<string>,
): Refusal | { ok: true; data: Executed } {
  if (fact.print !== command.print) return refuse('KEY_REUSED');
  return { ok: true, data: { repeated: !sent.has(fact.hash), member, fact } };
}

function withExpiry(posting: Posting, expiry: ReturnType<typeof bookExpiry>): Posting {
  if (!expiry.draft) return posting;
  const { lots, lastExpiry } = expiry.member;
  return { change: { lots, lastExpiry, ...posting.change }, drafts: [expiry.draft, ...posting.drafts] };
}

function ownEntry(prepared: Prepared, command: Command): Entry {
  const mine = prepared.entries.find((entry) => entry.key === command.key);
  if (!mine) throw new Error(`the rule of ${command.key} made no entry of that key`);
  return mine;
}

async function commit(env: Environment, before: Member, prepared: Prepared): Promise<'committed' | 'lost' | 'unknown'> {
  try {
    const held = await env.store.update('members', before._id, { rev: before.rev }, prepared.update);
    return held ? 'committed' : 'lost';
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    return 'unknown';
  }
}

export async function reread(env: Environment, member: Member): Promise<Member> {
  const fresh = await findById<Member>(env.store, 'members', member._id);
  if (!fresh) throw new Error('a member document has vanished');
  return fresh;
}

export function isFull(member: Member, command: Command): boolean {
  const entries = journalOf(member);
  const credited = entries.filter((entry) => entry.credited);
  if (command.inAnyState) return credited.length >= CREDITED_BOUND;
  const own = entries.filter((entry) => !entry.credited);
  return own.length >= JOURNAL_BOUND || (own.length > 1 && canonical(own).length >= JOURNAL_BOUND_BYTES);
}

/** 20 to 60 ms, doubling: enough for the winner's commit, short beside a function's time-out. */
function spread(env: Environment, attempt: number): number {
  return Math.round((20 + 40 * env.chance()) * 2 ** (attempt - 1));
}
