/**
 * How far the rollups are, in one document: whoever changes it does so on the revision that was read, so of two timers at
 * once one finds it gone and lets the other go on.
 */
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { ensure, findById } from '../../platform/store';

export const STATE = 'state';

export interface Census {
  /** Revision it was begun on; only grows, and so tells an older count from a newer one. */
  no: number;
  /** Days whose windows it counts, each with the mark it had in `due`. */
  days: Record<DayKey, number>;
  today: DayKey;
  /** Id of the member it has come to. */
  after: string;
  /** Day -> store -> windows (WINDOW_COUNTS of each of WINDOWS). */
  counts: Record<DayKey, Record<string, number[]>>;
  tiers: Record<string, number>;
  /** Who has been here lately enough not to be asleep. */
  awake: number;
  /** What it has cost so far, ms. */
  spentMs: number;
}

export interface State {
  shape: 1;
  rev: number;
  /** Rows born before it have been seen, by the database's clock. */
  upTo: EpochMs;
  /** Ids of rows born at exactly that instant which have been seen; absent: none of them is known. */
  met?: readonly string[];
  /** Hours whose sums are to be made (again). */
  dirty: Record<string, number>;
  /** Days whose windows are to be counted (again), each with the revision that said so. */
  due: Record<DayKey, number>;
  /** Last day that has had its windows made due by its mere coming. */
  seen: DayKey | null;
  /** First day of the ledger, as far as it is known. */
  first: DayKey | null;
  census: Census | null;
  /** The next census waits until then: one that takes long is made less often. */
  restUntil: EpochMs;
  /** Everything that was in the ledger then is in the sums; null before that was ever so. */
  asOf: EpochMs | null;
  /** Rewards on sale of which few are left. */
  low: number;
}

type Stored = State & { _id: string };

export async function readState(env: Environment): Promise<State> {
  const blank: State = {
    shape: 1,
    rev: 0,
    upTo: 0 as EpochMs,
    dirty: {},
    due: {},
    seen: null,
    first: null,
    census: null,
    restUntil: 0 as EpochMs,
    asOf: null,
    low: 0,
  };
  const stored = await findById<Stored>(env.store, 'rollups', STATE);
  if (stored) return stored;
  await ensure(env.store, 'rollups', { _id: STATE, ...blank } as { _id: string });
  return (await findById<Stored>(env.store, 'rollups', STATE)) ?? blank;
}

/** Of the state as it is, how late it holds; whoever works on it is not disturbed. */
export async function saveAsOf(env: Environment, { rev }: State, asOf: EpochMs, low: number): Promise<boolean> {
  return env.store.update('rollups', STATE, { rev }, { set: { asOf, low } });
}

/** The state as it then is; null when somebody else has changed it. */
export async function saveState(env: Environment, state: State, change: Partial<State>): Promise<State | null> {
  const next = { ...state, ...change, rev: state.rev + 1 };
  const set = { ...change, rev: next.rev };
  return (await env.store.update('rollups', STATE, { rev: state.rev }, { set })) ? next : null;
}
