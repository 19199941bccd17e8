/**
 * The shop's figures, from rollups alone: one step of requests beside each other, whose number does not depend on how
 * long the ledger is.
 */
import type { DashboardView, Span } from '../../../typings/api/reports';
import type { DayKey, Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { addDays, dayOf, wallClock } from '../calendar';
import { pointValueOf } from '../care';
import { loadSettings, type Settings } from '../settings';
import { boundTo, dutiesOf, type Staff, worksIn } from '../staffing';
import { rankOf, tierOn } from '../tiers';
import { NOW, SLEEPS_AFTER_DAYS, type Standing } from './census';
import {
  type Books,
  comparableFrom,
  daysBefore,
  figuresOf,
  rate,
  SPAN_DAYS,
  sumsOf,
  untilEnd,
  windowOf,
} from './figures';
import { dayId, type Rollup } from './kept';
import { ALL_STORES, membersOf, plus, type Sums } from './measures';
import { STATE, type State } from './state';
import { type Todo, todosFor } from './todos';

/** Two months of thirty days, and a day on either side since the zone is read beside them. */
const DAYS = 64;
/** Years of months. */
const MONTHS_MAX = 1000;
/** A day's chart would be a single bar. */
const CHART_DAYS_MIN = 7;

export interface Asked {
  storeId: string | null;
  span: Span;
}

/** Refuses with STORE_UNKNOWN, or STORE_NOT_YOURS also to somebody of some stores who asks for all of them. */
export async function dashboard(env: Environment, staff: Staff, asked: Asked): Promise<Result<DashboardView>> {
  const utc = dayOf(env.now, 'UTC');
  const key = asked.storeId ?? ALL_STORES;
  const [settings, days, months, state, now, todos] = await Promise.all([
    loadSettings(env),
    sumsBetween(env, dayId(addDays(utc, -DAYS)), 'day:~', key, DAYS + 4),
    sumsBetween(env, 'month:', 'month:~', key, MONTHS_MAX),
    stateOf(env),
    standingNow(env),
    todosFor(env, staff),
  ]);
  const { stores } = settings;
  const everywhere = boundTo(staff) === null;
  if (asked.storeId === null && !everywhere) return refuse('STORE_NOT_YOURS', { field: 'payload.storeId' });
  if (asked.storeId !== null) {
    const works = worksIn(staff, stores, asked.storeId);
    if (!works.ok) return works;
  }
  const today = dayOf(env.now, settings.programme.zone);
  const books: Books = {
    days: new Map(
      days.map(({ _id, stores: sums, windows }) => {
        const day = _id.slice('day:'.length) as DayKey;
        return [day, { day, sums: sums?.[key] ?? {}, windows: windows?.[key] ?? null }];
      }),
    ),
    whole: months.reduce<Sums>((sum, month) => plus(sum, month.stores?.[key] ?? {}), {}),
    first: state?.first ?? null,
    today,
    worth: pointValueOf(settings.care, settings.programme.deduction),
    // One store among others has no points of its own: what is earned here is spent there.
    single: asked.storeId !== null && stores.length > 1,
  };
  return accept({
    now: env.now,
    today,
    stores: stores.filter(({ id }) => boundTo(staff)?.includes(id) ?? true).map(({ id, name }) => ({ id, name })),
    everywhere,
    ...asked,
    upTo: state?.asOf ? wallClock(state.asOf, settings.programme.zone) : null,
    todos: withStock(todos, staff, state?.low ?? 0),
    ...shown(books, settings, asked.span, now),
  });
}

/** What is low is counted by the timer: to count it here would take a further step. */
function withStock(todos: readonly Todo[], staff: Staff, low: number): Todo[] {
  if (low === 0 || !dutiesOf(staff.role).includes('rewards.restock')) return [...todos];
  return [...todos, { code: 'stock', count: low, more: false }];
}

type Shown = Pick<DashboardView, 'figures' | 'newcomers' | 'days' | 'tiers' | 'sleeping'>;

function shown(books: Books, settings: Settings, span: Span, now: Standing | null): Shown {
  const { today, single } = books;
  const count = SPAN_DAYS[span];
  const joins = (end: DayKey) => sumsOf(books, end, count).joins ?? 0;
  const comparable = comparableFrom(books, count) === null;
  const whole = !single && now !== null;
  return {
    figures: figuresOf(books, count),
    newcomers: { value: joins(today), before: comparable ? joins(addDays(today, -count)) : null },
    days: daysBefore(today, Math.max(count, CHART_DAYS_MIN)).map((day) => {
      const sums = books.days.get(day)?.sums ?? {};
      const checkInRate = rate(windowOf(books, day, 1, 'signed'), membersOf(untilEnd(books, day)));
      return { day, issued: (sums.issued ?? 0) as Points, used: (sums.used ?? 0) as Points, checkInRate };
    }),
    tiers: whole ? tiersOf(now, settings, today) : [],
    sleeping: whole ? { days: SLEEPS_AFTER_DAYS, members: Math.max(0, membersOf(books.whole) - now.awake) } : null,
  };
}

/** What a tier's code is called today; who holds one that is gone stands where that one has led to. */
function tiersOf({ tiers }: Standing, { programme, ladders }: Settings, today: DayKey): DashboardView['tiers'] {
  const members = programme.tiers.list.map(() => 0);
  for (const [code, count] of Object.entries(tiers)) {
    const rank = Math.max(0, rankOf(programme.tiers, tierOn(code, ladders, today)));
    members[rank] = (members[rank] ?? 0) + count;
  }
  return programme.tiers.list.map(({ name }, rank) => ({ name, members: members[rank] ?? 0 }));
}

async function sumsBetween(env: Environment, from: string, before: string, key: string, limit: number) {
  const fields = [`stores.${key}`, `windows.${key}`];
  const where = { _id: { from, before } };
  return env.store.find<Partial<Rollup> & { _id: string }>('rollups', { where, order: ['_id', 'asc'], limit, fields });
}

type Looked = Pick<State, 'first' | 'asOf' | 'low'>;

async function stateOf(env: Environment): Promise<Looked | null> {
  const query = { where: { _id: STATE }, limit: 1, fields: ['first', 'asOf', 'low'] };
  const [state] = await env.store.find<Looked>('rollups', query);
  return state ?? null;
}

async function standingNow(env: Environment): Promise<Standing | null> {
  const [now] = await env.store.find<Standing>('rollups', { where: { _id: NOW }, limit: 1 });
  return now ?? null;
}
