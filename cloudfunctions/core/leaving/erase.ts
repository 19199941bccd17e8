/**
 * Erasing what is personal, by the timer, in pieces that may each be done again. Members whose accounts are closed are gone
 * through until an entry can no longer bring anything back (their journals are empty) and a whole pass finds nothing.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Filing } from '../../platform/filing';
import { findById, StoreError } from '../../platform/store';
import { findMemberById, journalOf, type Member } from '../account';
import type { Settings } from '../settings';
import type { Erasure, Leaver, Piece } from './erasure';
import { helpGiven, helpWanted, named, origins } from './friends';
import { addresses, coupons, payments, shipments } from './goods';
import { approvals, exports, stuck, trail } from './lists';
import { consents, files, invite, notices } from './own';
import { aliases, identities } from './who';

const AT_ONCE = 20;
/** Between two passes: a journal is trimmed ten minutes after its last delivery. */
const BETWEEN_MS = 5 * 60_000;
/** One that fails gives way to the others. */
const LATER_MS = 10 * 60_000;

interface Tools {
  settings: Settings;
  filing: Filing;
}

type Step = (env: Environment, leaver: Leaver, tools: Tools) => Promise<Piece>;

/** In this order: first what leads to somebody, so that whoever wants to join again can do so soon. */
const STEPS: readonly Step[] = [
  aliases,
  identities,
  (env, leaver, { filing }) => invite(env, leaver, filing),
  (env, leaver, { filing }) => files(env, leaver, filing),
  notices,
  consents,
  (env, leaver, { settings }) => coupons(env, leaver, settings),
  addresses,
  payments,
  shipments,
  approvals,
  trail,
  exports,
  stuck,
  origins,
  named,
  helpWanted,
  helpGiven,
];

export interface ErasuresSwept {
  /** Accounts of which nothing personal is left. */
  erased: number;
  /** Of which something may still be there. */
  open: number;
}

export async function sweepErasures(
  env: Environment,
  settings: Settings,
  filing: Filing,
  stopAt: EpochMs,
): Promise<ErasuresSwept> {
  const swept = { erased: 0, open: 0 };
  const where = { look: { lte: env.now } };
  const due = await env.store.find<Erasure>('erasures', { where, order: ['look', 'asc'], limit: AT_ONCE });
  for (const erasure of due) {
    if (env.clock() >= stopAt) break;
    const over = await erase(env, erasure, { settings, filing }, stopAt);
    swept[over ? 'erased' : 'open'] += 1;
  }
  return swept;
}

/** @returns whether nothing is left */
async function erase(env: Environment, erasure: Erasure, tools: Tools, stopAt: EpochMs): Promise<boolean> {
  try {
    const passed = await pass(env, erasure, tools, stopAt);
    return passed !== null && (await over(env, passed));
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    env.alarm(unanswered.message);
    await env.store.update('erasures', erasure._id, {}, { set: { look: env.now + LATER_MS } }).catch(ignored(env));
    return false;
  }
}

/** The erasure after the pass; null when time has run out in it, or somebody else is at it. */
async function pass(env: Environment, from: Erasure, tools: Tools, stopAt: EpochMs): Promise<Erasure | null> {
  const member = await findMemberById(env.store, from._id);
  if (!member) throw new Error('a member document has vanished');
  const ids = [member._id, ...member.aliases];
  const begins = from.step === 0 && from.cursor === '' && from.found === 0;
  let now: Erasure = begins ? { ...from, quiet: await isQuiet(env, member) } : from;
  while (now.step < STEPS.length) {
    if (env.clock() >= stopAt) {
      await saved(env, from, now);
      return null;
    }
    const step = STEPS[now.step] as Step;
    const { found, cursor } = await step(env, { ids, erasure: now }, tools);
    const next = cursor === null ? { step: now.step + 1, cursor: '' } : { step: now.step, cursor };
    now = { ...now, ...next, found: now.found + found };
  }
  return (await isLatest(env, from)) ? now : null;
}

/** Nobody's journal can bring anything back. */
async function isQuiet(env: Environment, member: Member): Promise<boolean> {
  for (const id of [member._id, ...member.aliases]) {
    const each = id === member._id ? member : await findMemberById(env.store, id);
    if (each && journalOf(each).length > 0) return false;
  }
  return true;
}

/** Two ticks at once do the same things, and one of them writes down how far they have come. */
async function saved(env: Environment, from: Erasure, now: Erasure): Promise<void> {
  const { pass: no, step, cursor, found } = from;
  const set = { step: now.step, cursor: now.cursor, found: now.found, quiet: now.quiet };
  await env.store.update('erasures', from._id, { pass: no, step, cursor, found }, { set });
}

async function isLatest(env: Environment, { _id, pass: no, step, cursor, found }: Erasure): Promise<boolean> {
  const there = await findById<Erasure>(env.store, 'erasures', _id);
  return there?.pass === no && there.step === step && there.cursor === cursor && there.found === found;
}

/** Done for good, or once more from the beginning. */
async function over(env: Environment, { _id, pass: no, found, quiet }: Erasure): Promise<boolean> {
  if (quiet && found === 0) return (await env.store.remove('erasures', { _id, pass: no }, 1)) === 1;
  const again = { pass: no + 1, step: 0, cursor: '', found: 0, quiet: false, look: env.now + BETWEEN_MS };
  await env.store.update('erasures', _id, { pass: no }, { set: again });
  return false;
}

function ignored(env: Environment): (failure: unknown) => void {
  return (failure) => env.alarm(failure instanceof Error ? failure.message : String(failure));
}
