/**
 * Makes the sums of marked hours, whole and from nothing but their rows. In this order, so that whatever breaks off is done
 * again: who was here, the hours, their day, its month; then the marks go and the days whose windows it touches become due,
 * and last the hours are told so.
 */
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { addDays, daysBetween, monthOf } from '../calendar';
import { type Activity, daysHere, joined, type Known, learn, WINDOWS } from './activity';
import { hourId, putSums, type Rollup, type Summed, sumDay, sumMonth } from './kept';
import { know } from './know';
import { addRow, type LedgerRow, ROW_FIELDS, tidied } from './measures';
import { aliasesOf } from './person';
import type { Slot, Slots } from './slots';
import { type State, saveState } from './state';
import { walk } from './walk';

/** Rows that are held in memory at once; the hours beyond are done next. */
const ROWS_MAX = 50_000;
/** Hours at once: of ten days. */
const HOURS_MAX = 240;
const MERGED_AT_ONCE = 200;

/** Marked hours from the first on, as many as go at once. Null when somebody else is at it. */
export async function workOff(env: Environment, state: State, slots: Slots, today: DayKey): Promise<State | null> {
  const marked = runOf(Object.keys(state.dirty).sort());
  if (marked.length === 0) return state;
  const hours = await readHours(
    env,
    marked.map((name) => slots.named(name)),
  );
  const token = env.newId();
  const { fresh, met } = await keepHours(env, hours, token);
  const days = [...new Set(hours.map(({ slot }) => slot.day))];
  await Promise.all(days.map((day) => sumDay(env, day)));
  await Promise.all([...new Set(days.map(monthOf))].map((month) => sumMonth(env, month)));
  const done = new Set(hours.map(({ slot }) => slot.name));
  const dirty = Object.fromEntries(Object.entries(state.dirty).filter(([name]) => !done.has(name)));
  const due = fresh.length > 0 ? { ...state.due, ...touched([...days, ...met], today, state.rev + 1) } : state.due;
  const saved = await saveState(env, state, { dirty, due });
  if (saved && fresh.length > 0)
    await env.store.updateAll('rollups', { _id: { in: fresh }, by: token }, { set: { told: true } });
  return saved;
}

/** Hours with little between them: what lies between two of them is read for nothing. */
function runOf(marked: readonly string[]): string[] {
  const dayOf = (name: string) => name.slice(0, 10) as DayKey;
  const apart = marked.findIndex((name, n) => n > 0 && daysBetween(dayOf(marked[n - 1] as string), dayOf(name)) > 1);
  return marked.slice(0, Math.min(apart === -1 ? marked.length : apart, HOURS_MAX));
}

/** Days whose windows reach one of these, and today's, since a tier may have changed. */
function touched(days: readonly DayKey[], today: DayKey, mark: number): Record<DayKey, number> {
  const longest = Math.max(...WINDOWS);
  const reached = days.flatMap((day) => Array.from({ length: longest }, (_, n) => addDays(day, n)));
  return Object.fromEntries([...reached.filter((day) => day <= today), today].map((day) => [day, mark]));
}

interface Hour {
  slot: Slot;
  rows: number;
  stores: Record<string, Record<string, number>>;
  known: Map<string, Known>;
}

async function readHours(env: Environment, slots: readonly Slot[]): Promise<Hour[]> {
  const [first, last] = [slots[0], slots.at(-1)];
  if (!first || !last) return [];
  const hours: Hour[] = slots.map((slot) => ({ slot, rows: 0, stores: {}, known: new Map() }));
  let [at, read] = [0, 0];
  const rows = walk<LedgerRow>(env, {
    collection: 'ledger',
    field: 'at',
    from: first.from,
    before: last.before,
    fields: ROW_FIELDS,
    bound: (value) => value,
    of: (row) => row.at,
  });
  for await (const page of rows) {
    const hourBefore = at;
    for (const row of page) {
      while ((hours[at] as Hour).slot.before <= row.at) at += 1;
      const hour = hours[at] as Hour;
      // An hour between two marked ones is right as it is.
      if (row.at < hour.slot.from) continue;
      hour.rows += 1;
      addRow(hour.stores, row);
      learn(hour.known, row, hour.slot);
    }
    read += page.length;
    if (read > ROWS_MAX && at > 0 && at > hourBefore) return hours.slice(0, at);
  }
  return hours;
}

interface Kept {
  /** Ids of those that were not there yet as they are. */
  fresh: string[];
  /** Days of people who became one: on them somebody was counted twice. */
  met: DayKey[];
}

async function keepHours(env: Environment, hours: readonly Hour[], by: string): Promise<Kept> {
  const names = hours.map(({ slot }) => hourId(slot.name));
  const query = { where: { _id: { in: names } }, limit: names.length, fields: ['rows', 'told'] };
  const stored = new Map((await env.store.find<Rollup>('rollups', query)).map((each) => [each._id, each]));
  const fresh = hours.filter(({ slot, rows }) => {
    const before = stored.get(hourId(slot.name));
    return !before?.told || before.rows < rows;
  });
  const news = together(fresh);
  await know(env, news);
  const summed = fresh.map(({ slot, rows, stores }): Summed => {
    return { _id: hourId(slot.name), rows, stores: tidied(stores), by, told: false };
  });
  await Promise.all(summed.map((hour) => putSums(env, hour)));
  const merged = [...news.values()].filter(({ intoAt }) => intoAt > 0).map(({ _id }) => _id);
  return { fresh: summed.map(({ _id }) => _id), met: await daysOf(env, merged) };
}

async function daysOf(env: Environment, merged: readonly string[]): Promise<DayKey[]> {
  const days = new Set<DayKey>();
  for (let from = 0; from < merged.length; from += MERGED_AT_ONCE) {
    const some = merged.slice(from, from + MERGED_AT_ONCE);
    const gone = await env.store.find<Activity>('activity', { where: { _id: { in: some } }, limit: MERGED_AT_ONCE });
    const others = await aliasesOf(env, gone);
    for (const day of [...gone, ...others.values()].flatMap(daysHere)) days.add(day);
  }
  return [...days];
}

/** What all of these hours say of each member, to be written once. */
function together(hours: readonly Hour[]): Map<string, Known> {
  const all = new Map<string, Known>();
  for (const { known } of hours)
    for (const [id, news] of known) {
      const before = all.get(id);
      all.set(id, before ? joined(before, news) : news);
    }
  return all;
}
