/**
 * Whether a key is known. The order of the requests is what makes a key take effect once: a ledger row is looked for only
 * after the member whose journal was consulted has been read, because the sweeper writes the row before it takes the
 * entry out of the journal.
 */
import type { Environment } from '../../platform/environment';
import { type Result, refuse } from '../../platform/refusal';
import { deliver } from './at-once';
import type { Command, Executed } from './command';
import type { Fact } from './entry';
import { readRef, rowUnder } from './history';
import { inJournal, type Member } from './member';

/** Facts of one `ref` that are read; more is no order any more. */
const FACTS_OF_REF = 200;

/** The answer of this key when it is decided already, otherwise the facts that the rule may look at. */
export type Looked = Answered | { facts: Fact[] };
export interface Answered {
  answer: Result<Executed>;
}

/** @param sent hashes of the entries that this very call has tried to commit */
export async function lookUp(
  env: Environment,
  member: Member,
  command: Command,
  sent: ReadonlySet<string>,
): Promise<Looked> {
  return (await lookInJournal(env, member, command, sent)) ?? (await lookInLedger(env, member, command, sent, false));
}

export async function lookInJournal(
  env: Environment,
  member: Member,
  command: Command,
  sent: ReadonlySet<string>,
): Promise<Answered | null> {
  const waiting = inJournal(member, command.key);
  if (!waiting) return null;
  const answer = repeatOf(member, waiting, command, sent);
  // The first call may have died between its commit and what it gives birth to.
  if (answer.ok) await deliver(env, command, [waiting]);
  return { answer };
}

/** Of a key that the member's journal does not have. @param first runs what the command does alongside, once */
export async function lookInLedger(
  env: Environment,
  member: Member,
  command: Command,
  sent: ReadonlySet<string>,
  first: boolean,
): Promise<Looked> {
  const known = command.known(member);
  if (known === 'impossible') return { answer: refuse('INVALID_INPUT', { field: 'key' }) };
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

function repeatOf(member: Member, fact: Fact, command: Command, sent: ReadonlySet<string>): Result<Executed> {
  if (fact.print !== command.print) return refuse('KEY_REUSED');
  return { ok: true, data: { repeated: !sent.has(fact.hash), member, fact } };
}
