/**
 * Changes of many notices at once. Each of them holds only while the notice is still due in the outbox: that is what a
 * claim takes away, and nobody sends a notice without one.
 */
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Change, Match } from '../../platform/store';
import type { Notice, Outcome } from '../messaging';
import type { Plan, Sending } from './plan';

export interface Claimed {
  /** What this sender's claims are known by. */
  token: string;
  sendings: Sending[];
}

/** Those of them that are this sender's now; null when there are none. One request, two when somebody else was there too. */
export async function claim(env: Environment, sendings: readonly Sending[], today: DayKey): Promise<Claimed | null> {
  if (sendings.length === 0) return null;
  const token = env.newId();
  const ids = sendings.map(({ notice }) => notice._id);
  const change: Change = { set: { claim: token, sentOn: today, outcome: 'claimed' }, unset: ['outbox'] };
  const count = await env.store.updateAll('notices', stillDue(env, ids), change);
  if (count === ids.length) return { token, sendings: [...sendings] };
  if (count === 0) return null;
  const where = { claim: token };
  const mine = await env.store.find<{ _id: string }>('notices', { where, limit: ids.length, fields: ['_id'] });
  return { token, sendings: sendings.filter(({ notice }) => mine.some(({ _id }) => _id === notice._id)) };
}

/** @returns how many of each outcome; one request for each */
export async function decide(env: Environment, ends: Plan['end']): Promise<Map<Outcome, number>> {
  const done = new Map<Outcome, number>();
  for (const [outcome, notices] of grouped(ends, (each) => each.outcome)) {
    const change: Change = { set: { outcome }, unset: ['outbox'] };
    done.set(outcome, await env.store.updateAll('notices', stillDue(env, idsOf(notices)), change));
  }
  return done;
}

/** @returns how many; one request for each instant */
export async function delay(env: Environment, waits: Plan['wait']): Promise<number> {
  let count = 0;
  for (const [until, notices] of grouped(waits, (each) => each.until))
    count += await env.store.updateAll('notices', stillDue(env, idsOf(notices)), { set: { outbox: until } });
  return count;
}

/** What is claimed, back to the outbox: it was certainly not sent. */
export async function giveBack(
  env: Environment,
  token: string,
  ids: readonly string[],
  until: EpochMs,
  tries?: number,
): Promise<void> {
  if (ids.length === 0) return;
  const set = { outbox: until, ...(tries === undefined ? {} : { tries }) };
  await env.store.updateAll('notices', { _id: { in: ids }, claim: token }, { set, unset: FREED });
}

/** Only what counts as a message of the day keeps its day. */
export async function mark(env: Environment, token: string, ids: readonly string[], outcome: Outcome): Promise<void> {
  if (ids.length === 0) return;
  const change: Change =
    outcome === 'sent' ? { set: { outcome, state: 'sent' } } : { set: { outcome }, unset: ['sentOn'] };
  await env.store.updateAll('notices', { _id: { in: ids }, claim: token }, change);
}

const FREED = ['claim', 'sentOn', 'outcome'];

function stillDue(env: Environment, ids: readonly string[]): Match {
  return { _id: { in: ids }, outbox: { lte: env.now } };
}

function idsOf(each: readonly { notice: Notice }[]): string[] {
  return each.map(({ notice }) => notice._id);
}

export function grouped<T, K>(all: readonly T[], of: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) groups.set(of(one), [...(groups.get(of(one)) ?? []), one]);
  return groups;
}
