/**
 * Counts members who were here, bought or signed in within the windows of the days that are due, and how they stand now.
 * It goes through all of them by id, a page at a time, over as many ticks as it takes.
 *
 * Law: what it counts follows from the activity alone, so any day counted again gives the same.
 */
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { ensure } from '../../platform/store';
import { addDays } from '../calendar';
import { type Activity, countIn, visitsOf, WINDOWS } from './activity';
import { dayId, type Rollup } from './kept';
import { aliasesOf, personOf } from './person';
import { type Census, type State, saveState } from './state';

const PAGE = 500;
/** Days counted by one pass; a long history takes several. */
const DAYS_MAX = 62;
/** A pass that took so long is made again after so many times as long, and not seldom than hourly. */
const REST = 20;
const REST_MAX_MS = 60 * 60_000;
/** Who has not come for so many days is asleep. */
export const SLEEPS_AFTER_DAYS = 60;

export const NOW = 'now';

/** How all members stand, as the last census has found them. */
export interface Standing {
  _id: typeof NOW;
  shape: 1;
  counted: number;
  /** Members by the code of their tier. */
  tiers: Record<string, number>;
  awake: number;
}

/** Null when somebody else is at it. */
export async function takeCensus(
  env: Environment,
  state: State,
  today: DayKey,
  stopAt: EpochMs,
): Promise<State | null> {
  let now: State | null = await begun(env, state, today);
  while (now?.census && env.clock() < stopAt) {
    const since = env.clock();
    const where = { _id: { gt: now.census.after } };
    const page: Activity[] = await env.store.find<Activity>('activity', { where, order: ['_id', 'asc'], limit: PAGE });
    const census: Census = await counted(env, now.census, page);
    census.spentMs += env.clock() - since;
    const last = page.length < PAGE;
    if (last) await finish(env, census);
    now = await saveState(env, now, last ? ended(env, now, census) : { census });
    if (last) now = now && (await begun(env, now, today));
  }
  return now;
}

/** Whether there is something to count, and the rest after the last time is over. */
export function isCensusDue(env: Environment, state: State, today: DayKey): boolean {
  if (state.census !== null || state.seen === null || state.seen < today) return true;
  return !rests(env, state) && Object.keys(state.due).length > 0;
}

function rests(env: Environment, { restUntil }: State): boolean {
  return restUntil > env.clock() && restUntil <= env.clock() + REST_MAX_MS;
}

async function begun(env: Environment, state: State, today: DayKey): Promise<State | null> {
  const due = { ...state.due };
  // Each day that has come has windows, whether anything happened on it or not.
  for (let day = state.seen ? addDays(state.seen, 1) : today; day <= today; day = addDays(day, 1))
    due[day] = state.rev + 1;
  const days = Object.keys(due).sort().slice(0, DAYS_MAX) as DayKey[];
  if (state.census || rests(env, state) || days.length === 0) return state;
  const census: Census = {
    no: state.rev + 1,
    days: Object.fromEntries(days.map((day) => [day, due[day] as number])),
    today,
    after: '',
    counts: Object.fromEntries(days.map((day) => [day, {}])),
    tiers: {},
    awake: 0,
    spentMs: 0,
  };
  return saveState(env, state, { due, seen: today, census });
}

async function counted(env: Environment, census: Census, page: readonly Activity[]): Promise<Census> {
  const next = structuredClone(census);
  const own = page.filter(({ into }) => into === null);
  const others = await aliasesOf(env, own);
  const asleep = `${addDays(census.today, 1 - SLEEPS_AFTER_DAYS)}`;
  const from = addDays(Object.keys(census.days).sort()[0] as DayKey, -Math.max(...WINDOWS)).slice(0, 7);
  for (const member of own) {
    // Who has left counts for the days on which they were here, and not among those who are members now.
    const here = !member.closed;
    if (here && member.last >= asleep) next.awake += 1;
    if (here && member.tier !== null) next.tiers[member.tier] = (next.tiers[member.tier] ?? 0) + 1;
    const person = [member, ...personOf(member, others)].map(({ months }) => ({
      months: Object.fromEntries(Object.entries(months).filter(([month]) => month >= from)),
    }));
    for (const [store, visits] of visitsOf(person))
      for (const day of Object.keys(census.days) as DayKey[]) {
        countIn(next.counts[day] as Record<string, number[]>, store, visits, day);
      }
  }
  next.after = page.at(-1)?._id ?? census.after;
  return next;
}

async function finish(env: Environment, { no, counts, tiers, awake }: Census): Promise<void> {
  const older = { counted: { lte: no } };
  const days = Object.entries(counts).map(async ([day, windows]) => {
    const _id = dayId(day as DayKey);
    const blank: Rollup = { _id, shape: 1, rows: 0, stores: {}, counted: 0 };
    const put = () => env.store.update('rollups', _id, older, { set: { windows, counted: no } });
    if (await put()) return;
    if (await ensure(env.store, 'rollups', blank)) await put();
  });
  const now: Standing = { _id: NOW, shape: 1, counted: no, tiers, awake };
  const put = async () => {
    const kept = await env.store.update('rollups', NOW, older, { set: { counted: no, tiers, awake } });
    if (!kept) await ensure(env.store, 'rollups', now);
  };
  await Promise.all([...days, put()]);
}

/** A day that was made due again meanwhile stays due. */
function ended(env: Environment, state: State, census: Census): Partial<State> {
  const due = Object.fromEntries(
    Object.entries(state.due).filter(([day, mark]) => census.days[day as DayKey] !== mark),
  );
  const restMs = Math.min(census.spentMs * REST, REST_MAX_MS);
  // A long history is counted without a rest in between.
  const more = Object.keys(due).length > 0;
  return { due, census: null, restUntil: (more ? 0 : env.clock() + restMs) as EpochMs };
}
