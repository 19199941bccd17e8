/**
 * A command on one member: look the key up, run the rule on a snapshot, place what it takes, commit on the snapshot's
 * revision. A lost race begins again with a fresh snapshot and fresh holds.
 */
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { canonical } from '../../platform/ids';
import { accept, type Refusal, type Result, refuse } from '../../platform/refusal';
import { StoreError } from '../../platform/store';
import { dayOf } from '../calendar';
import type { Hold } from '../stock';
import { deliver } from './at-once';
import { dueOf, inFrontOf, withDue } from './due';
import type { Entry, Fact } from './entry';
import { dropHolds } from './holds';
import { type Answered, type Looked, lookInJournal, lookInLedger, lookUp } from './look-up';
import { journalOf, type Member } from './member';
import { naming, placeAll, takesOf } from './placing';
import { type Posting, type Prepared, prepare, type Stamp } from './posting';
import { reread } from './reread';

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
  /**
   * True when nobody waits for what the entry gives birth to, nor for the units it takes to be counted as sold: the
   * member's next call or the sweeper delivers it.
   */
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

/**
 * The command itself; `execute` in room.ts makes room in a full journal first. A member that has become another since it
 * was read is BUSY: the repeat finds the other one.
 */
export async function run(env: Environment, first: Member, command: Command, stamp: Stamp): Promise<Result<Executed>> {
  const sent = new Set<string>();
  let member = first;
  let looked = await firstLook(env, first, command);
  for (let attempt = 1; attempt <= ATTEMPTS && 'facts' in looked; attempt += 1) {
    const tried = await tryOnce(env, member, command, looked, stamp, sent);
    if ('answer' in tried) return tried.answer;
    await env.pause(spread(env, attempt));
    const fresh = await reread(env, member);
    // Not answered and still at the old revision: it may be applied at any later moment. Only a repeat can tell.
    if (tried.outcome === 'unknown' && fresh.rev === member.rev) return refuse('BUSY');
    looked = await lookUp(env, fresh, command, sent);
    // The commit can never happen any more, so its holds are dead. Those of the next attempt are new ones.
    if (!isOwn(looked) && fresh.rev > member.rev) await dropHolds(env, tried.holds, member.rev);
    member = fresh;
  }
  return 'answer' in looked ? looked.answer : refuse('BUSY');
}

/** `unasked`: the ledger is asked together with the placement of what the command takes. */
type FirstLook = Answered | { facts: Fact[]; unasked?: boolean };

async function firstLook(env: Environment, member: Member, command: Command): Promise<FirstLook> {
  const none = new Set<string>();
  const waiting = await lookInJournal(env, member, command, none);
  if (waiting) return waiting;
  const waits = command.ruleFirst && command.ref === undefined && !command.alongside;
  if (waits && command.known(member) === 'ask') return { facts: [], unasked: true };
  return lookInLedger(env, member, command, none, true);
}

/** A commit that was not seen to happen, and the holds that it names. */
interface Lost {
  outcome: 'lost' | 'unknown';
  holds: Hold[];
}

/** One attempt on one snapshot. */
async function tryOnce(
  env: Environment,
  member: Member,
  command: Command,
  { facts, unasked }: { facts: Fact[]; unasked?: boolean },
  stamp: Stamp,
  sent: Set<string>,
): Promise<Answered | Lost> {
  const ask = unasked ? () => lookInLedger(env, member, command, sent, false) : null;
  const decided = decide(member, command, facts, stamp);
  if (!decided.ok) {
    const looked = ask && (await ask());
    return looked && 'answer' in looked ? looked : { answer: decided };
  }
  const placed = await placeAll(env, member, command, takesOf(decided.data, command), ask);
  if ('answer' in placed) return placed;
  const prepared = prepare(member, naming(decided.data, command, placed.holds), stamp);
  const mine = ownEntry(prepared, command);
  sent.add(mine.hash);
  const outcome = await commit(env, member, prepared);
  if (outcome !== 'committed') return { outcome, holds: placed.holds };
  await deliver(env, command, prepared.entries);
  return { answer: accept({ repeated: false, member: prepared.after, fact: mine }) };
}

/** What time has made due and what the rule adds to it, on this snapshot. */
function decide(member: Member, command: Command, facts: readonly Fact[], stamp: Stamp): Result<Posting> {
  const today = dayOf(stamp.at, stamp.zone);
  const closed = whyClosed(member, command);
  if (closed) return closed;
  if (isFull(member, command)) return refuse('BUSY');
  const due = dueOf(member, stamp.clockwork, today);
  const decided = command.rule(withDue(member, due), today, facts);
  return decided.ok ? accept(inFrontOf(due, decided.data)) : decided;
}

/** The entry was committed by this very call: it names the holds of the last attempt. */
function isOwn(looked: Looked): boolean {
  return 'answer' in looked && looked.answer.ok && !looked.answer.data.repeated;
}

function whyClosed({ state }: Member, { inAnyState, whenFrozen }: Command): Refusal | null {
  if (state === 'active' || inAnyState || (state === 'frozen' && whenFrozen)) return null;
  if (state === 'merged') return refuse('BUSY');
  return refuse(state === 'frozen' ? 'FROZEN' : 'CLOSED');
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
