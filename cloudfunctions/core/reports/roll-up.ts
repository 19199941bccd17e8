/** The timer's part: what is new in the ledger comes into the sums that dashboards read. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { dayOf } from '../calendar';
import { lease } from '../dues';
import { lowStock } from '../rewards';
import type { Settings } from '../settings';
import { isCensusDue, takeCensus } from './census';
import { follow, hasNews } from './follow';
import { workOff } from './hours';
import { Slots } from './slots';
import { readState, type State, saveAsOf, saveState } from './state';

const JOB = 'rollup';
/** Longer than any function runs. */
const LEASE_MS = 90_000;

export interface RolledUp {
  /** How often hours were made, many at once. */
  runs: number;
  /** Time ran out, or somebody else is at work: the next tick goes on. */
  unfinished: boolean;
}

/** @param low rewards of which few are left, when somebody has just counted them */
export async function rollUp(
  env: Environment,
  { programme }: Pick<Settings, 'programme'>,
  stopAt: EpochMs,
  low: number | null = null,
): Promise<RolledUp> {
  if (await isQuiet(env, programme.zone, low)) return { runs: 0, unfinished: false };
  const release = await lease(env, JOB, (env.clock() + LEASE_MS) as EpochMs);
  if (!release) return { runs: 0, unfinished: true };
  try {
    return await work(env, programme.zone, stopAt, low);
  } finally {
    await release();
  }
}

/** Nothing is new and nothing is left to do, which is how most ticks find it: all that is written down is that it is so. */
async function isQuiet(env: Environment, zone: string, low: number | null): Promise<boolean> {
  const state = await readState(env);
  if (!isClean(state) || isCensusDue(env, state, dayOf(env.now, zone)) || (await hasNews(env, state))) return false;
  return saveAsOf(env, state, env.now, low ?? (await lowStock(env.store)));
}

async function work(env: Environment, zone: string, stopAt: EpochMs, low: number | null): Promise<RolledUp> {
  const done: RolledUp = { runs: 0, unfinished: true };
  // A shop that moves to another zone keeps the hours of its past as they were.
  const slots = new Slots(zone);
  const today = dayOf(env.now, zone);
  let state: State | null = await readState(env);
  let [reached, all] = [state.upTo as number, false];
  while (state && env.clock() < stopAt && !(all && isClean(state))) {
    if (!all) {
      const followed = await follow(env, state, slots, reached, stopAt);
      if (!followed) return done;
      ({ state, reached, all } = followed);
    }
    while (state && !isClean(state) && env.clock() < stopAt) {
      state = await workOff(env, state, slots, today);
      done.runs += 1;
    }
  }
  if (!state || !all || !isClean(state)) return done;
  state = await saveState(env, state, { asOf: env.now, low: low ?? (await lowStock(env.store)) });
  state = state && (await takeCensus(env, state, today, stopAt));
  return { ...done, unfinished: state === null || state.census !== null };
}

function isClean({ dirty }: State): boolean {
  return Object.keys(dirty).length === 0;
}
