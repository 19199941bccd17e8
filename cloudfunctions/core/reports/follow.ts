/**
 * Finds what is new in the ledger by the instant at which the database wrote it, and marks the hours it belongs to. Rows
 * of several instances may appear a little out of order, so the last minutes are looked at again by the next tick.
 */
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Slots } from './slots';
import { type State, saveState } from './state';
import { walk } from './walk';

/** Longer than a write takes from its stamp until it can be read. */
const OVERLAP_MS = 5 * 60_000;
/** Hours waiting for their sums; the rest of a long history is marked when these are done. */
const DIRTY_MAX = 2000;
/** Rows of one instant that are remembered as seen; of more of them all are looked at again. */
const MET_MAX = 500;
/** The database's clock may be ahead of this one. */
const AHEAD_MS = 60 * 60_000;

interface Born {
  _id: string;
  at: EpochMs;
  bornAt: Date | number;
}

const bornOf = ({ bornAt }: Born) => new Date(bornAt).getTime();

export interface Followed {
  state: State;
  /** Born at, of the last row that was seen. */
  reached: number;
  /** Nothing is left that was there when it began. */
  all: boolean;
}

/** Whether a row is there that has not been seen, or not for the last time. One request. */
export async function hasNews(env: Environment, { upTo, met = [] }: State): Promise<boolean> {
  const rows = await env.store.find<{ _id: string }>('ledger', {
    where: { bornAt: { from: new Date(upTo), before: new Date(env.now + AHEAD_MS) } },
    order: ['bornAt', 'asc'],
    limit: MET_MAX + 1,
    fields: ['_id'],
  });
  return rows.some(({ _id }) => !met.includes(_id));
}

/** @param from where it goes on in this tick. Null when somebody else is at it. */
export async function follow(
  env: Environment,
  state: State,
  slots: Slots,
  from: number,
  stopAt: EpochMs,
): Promise<Followed | null> {
  const dirty = { ...state.dirty };
  let { first } = state;
  const known = new Set(state.met);
  const edge: Edge = { at: 0, ids: [] };
  let reached = from;
  let all = true;
  const rows = walk<Born>(env, {
    collection: 'ledger',
    field: 'bornAt',
    from,
    before: env.now + AHEAD_MS,
    fields: ['at'],
    bound: (value) => new Date(value),
    of: bornOf,
  });
  for await (const page of rows) {
    for (const row of page) {
      if (bornOf(row) <= env.now - OVERLAP_MS) meet(edge, row);
      if (known.has(row._id)) continue;
      const slot = slots.of(row.at);
      dirty[slot.name] = 1;
      if (first === null || slot.day < first) first = slot.day;
    }
    reached = Math.max(reached, ...page.map(bornOf));
    if (env.clock() >= stopAt || Object.keys(dirty).length >= DIRTY_MAX) {
      all = false;
      break;
    }
  }
  const upTo = Math.max(state.upTo, Math.min(reached, env.now - OVERLAP_MS)) as EpochMs;
  const met = edge.at === upTo ? edge.ids : upTo === state.upTo ? (state.met ?? []) : [];
  const change = { dirty, upTo, met: met.length > MET_MAX ? [] : met, first: first as DayKey | null };
  const next = await saveState(env, state, change);
  return next && { state: next, reached, all };
}

/** The rows of the last instant that need not be looked at again: what was born later may still be joined by others. */
interface Edge {
  at: number;
  ids: string[];
}

function meet(edge: Edge, row: Born): void {
  const at = bornOf(row);
  if (at !== edge.at) Object.assign(edge, { at, ids: [] });
  edge.ids.push(row._id);
}
