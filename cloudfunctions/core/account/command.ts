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
import { StoreError } from '../../platform/store';
import { dayOf } from '../calendar';
import { deliverBirths } from './births';
import { dueOf, inFrontOf, withDue } from './due';
import type { Entry, Fact } from './entry';
import { readRef, rowUnder } from './history';
import { inJournal, journalOf, type Member } from './member';
import { type Posting, type Prepared, prepare, type Stamp } from './posting';
import { findMemberById } from './upgrade';

export interface Command {
  key: string;
  /** Digest of the content; see `printOf`. */
  print: string;
  /**
   * What the member itself says about a key that its journal does not have. 'ask': only the ledger knows. 'impossible':
   * nobody can have made such a key yet; it is refused.
   */
  known(member: Member): 'never' | 'used' | 'ask' | 'impossible';
  /**
   * True for a rule that may run before the ledger was asked for the key, of a command without `ref` and `alongside`: the
   * look-up then goes out together with the placement of what the command takes.
   */
  ruleFirst?: boolean;
  /**
   * What the key belongs to. The facts of this `ref`, also those of members that have become one with this one, are then
   * read with each snapshot; they say whether the key is known, and the rule gets them.
   */
  ref?: string;
  /** Runs once, together with the first look into the ledger and before any commit. A refusal ends the command. */
  alongside?(): Promise<Refusal | null>;
  /** Pure. What time has made due is already booked on this member. Its drafts must contain one with the command's key. */
  rule(member: Member, today: DayKey, facts: readonly Fact[]): Result<Posting>;
  /** True for an entry that must be decided whatever state the account is in. */
  inAnyState?: boolean;
  /** True for what a frozen account takes too: it keeps what comes in, and only cannot spend. */
  whenFrozen?: boolean;
  /** True when nobody waits for what the entry gives birth to: the member's next call or the sweeper delivers it. */
  birthsLater?: boolean;
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
export const CREDITED_BOUND = 64;
/** Facts of one `ref` that are read; more is no order any more. */
const FACTS_OF_REF = 200;

/**
 * The command itself; `execute` in room.ts makes room in a full journal first. A member that has become another since it
 * was read is BUSY: the repeat finds the other one.
 */
export async function run(env: Environment, first: Member, command: Command, stamp: Stamp): Promise<Result<Executed>> {
  const today = dayOf(stamp.at, stamp.zone);
  const sent = new Set<string>();
  let member = first;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const looked = await lookUp(env, member, command, sent, attempt === 1);
    if ('answer' in looked) return looked.answer;
    const closed = whyClosed(member, command);
    if (closed) return closed;
    if (isFull(member, command)) return refuse('BUSY');
    const due = dueOf(member, stamp.clockwork, today);
    const decided = command.rule(withDue(member, due), today, looked.facts);
    if (!decided.ok) return decided;
    const prepared = prepare(member, inFrontOf(due, decided.data), stamp);
    const mine = ownEntry(prepared, command);
    sent.add(mine.hash);
    const outcome = await commit(env, member, prepared);
    if (outcome === 'committed') {
      await deliver(env, command, prepared.entries);
      return accept({ repeated: false, member: prepared.after, fact: mine });
    }
    member = await reread(env, member);
    // Not answered and still at the old revision: it may be applied at any later moment. Only a repeat can tell.
    if (outcome === 'unknown' && member.rev === prepared.after.rev - 1) return refuse('BUSY');
    await env.pause(spread(env, attempt));
  }
  const looked = await lookUp(env, member, command, sent, false);
  return 'answer' in looked ? looked.answer : refuse('BUSY');
}

/** The answer of this key when it is decided already, otherwise the facts that the rule may look at. */
type Looked = { answer: Result<Executed> } | { facts: Fact[] };

async function lookUp(
  env: Environment,
  member: Member,
  command: Command,
  sent: ReadonlySet<string>,
  first: boolean,
): Promise<Looked> {
  const waiting = inJournal(member, command.key);
  if (waiting) {
    const repeat = repeatOf(member, waiting, command, sent);
    // The first call may have died between its commit and its births.
    if (repeat.ok) await deliver(env, command, [waiting]);
    return { answer: repeat };
  }
  const known = command.known(member);
  const [{ row, facts, complete }, refused] = await Promise.all([
    inLedger(env, member, command, known),
    first && command.alongside ? command.alongside() : null,
  ]);
  if (row) return { answer: repeatOf(member, row, command, sent) };
  if (known === 'used') throw new Error(`the key ${command.key} is used, but neither journal nor ledger has it`);
  if (refused) return { answer: refused };
  return complete ? { facts } : { answer: refuse('TOO_MANY') };
}

/** What the ledger says of the key, and of what it belongs to. */
async function inLedger(
  env: Environment,
  member: Member,
  { key, ref }: Command,
  known: ReturnType<Command['known']>,
): Promise<{ row: Fact | null; facts: Fact[]; complete: boolean }> {
  if (ref !== undefined) {
    const read = await readRef(env.store, member, ref, FACTS_OF_REF);
    const among = read.facts.find((fact) => fact.key === key) ?? null;
    return { ...read, row: among ?? (read.complete ? null : await rowUnder(env.store, member, key)) };
  }
  const row = known === 'never' ? null : await rowUnder(env.store, member, key);
  return { row, facts: [], complete: true };
}

async function deliver(env: Environment, { birthsLater }: Command, entries: readonly Entry[]): Promise<void> {
  if (birthsLater) return;
  await deliverBirths(
    env,
    entries.flatMap(({ births }) => births),
  );
}

function whyClosed({ state }: Member, { inAnyState, whenFrozen }: Command): Refusal | null {
  if (state === 'active' || inAnyState || (state === 'frozen' && whenFrozen)) return null;
  if (state === 'merged') return refuse('BUSY');
  return refuse(state === 'frozen' ? 'FROZEN' : 'CLOSED');
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

function ownEntry(prepared: Prepared, command: Command): Entry {
  const mine = prepared.entries.find((entry) => entry.key === command.key);
  if (!mine) throw new Error(`the rule of ${command.key} made no entry of that key`);
  return mine;
}

export async function commit(
  env: Environment,
  before: Member,
  prepared: Prepared,
): Promise<'committed' | 'lost' | 'unknown'> {
  try {
    const held = await env.store.update('members', before._id, { rev: before.rev }, prepared.update);
    return held ? 'committed' : 'lost';
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    return 'unknown';
  }
}

export async function reread(env: Environment, member: Member): Promise<Member> {
  const fresh = await findMemberById(env.store, member._id);
  if (!fresh) throw new Error('a member document has vanished');
  return fresh;
}

export function isFull(member: Member, command: Pick<Command, 'inAnyState'>): boolean {
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
