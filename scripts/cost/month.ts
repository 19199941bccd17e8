/** What a month costs. Pure. */
import type { Occasion } from './habits';
import { type Pack, PRICES } from './prices';

/** The timer runs every ten minutes. */
const TICKS_A_MONTH = 144 * 30;
/** Of a shop that is open for fourteen hours: at most so many of them find something new. */
const BUSY_A_MONTH = 84 * 30;
/** What happens at once is seen by one tick, and looked at again by the next. */
const TICKS_AN_ACT = 2;

export interface Month {
  members: number;
  memberCalls: number;
  timerCalls: number;
  calls: number;
  /** Calls that the plan does not contain. */
  beyond: number;
  /** How many of each pack, by its calls; the cheapest that are enough. */
  packs: Record<number, number>;
  yuan: number;
}

/** Of one who comes, in a month; who only looks changes nothing. */
export function actsOf({ open: _open, ...acts }: Record<Occasion, number>): number {
  return Object.values(acts).reduce((sum, times) => sum + times, 0);
}

export function perMonth(calls: Record<Occasion, number>, often: Record<Occasion, number>): number {
  return Object.entries(often).reduce((sum, [occasion, times]) => sum + times * calls[occasion as Occasion], 0);
}

export interface Ticks {
  /** Calls of a tick with nothing to do. */
  idleTick: number;
  /** Calls of one that finds something new, beside what is counted with it. */
  busyTick: number;
}

/**
 * @param members who come in this month
 * @param each calls of one of them
 * @param acts what each of them does: purchases, check-ins, …
 */
export function monthOf(members: number, each: number, { idleTick, busyTick }: Ticks, acts: number): Month {
  const memberCalls = Math.ceil(members * each);
  const busy = Math.min(BUSY_A_MONTH, Math.ceil(members * acts * TICKS_AN_ACT));
  const timerCalls = Math.ceil(idleTick * TICKS_A_MONTH + (busyTick - idleTick) * busy);
  const calls = memberCalls + timerCalls;
  const beyond = Math.max(0, calls - PRICES.plan.calls);
  return { members, memberCalls, timerCalls, calls, beyond, ...cheapest(beyond) };
}

/** Each larger pack is cheaper by the call: at most so many of the smaller ones as would fill it. */
function cheapest(calls: number): Pick<Month, 'packs' | 'yuan'> {
  const { small, middle, large } = PRICES.packs.calls;
  let best: Pick<Month, 'packs' | 'yuan'> | null = null;
  for (let l = 0; l <= Math.ceil(calls / large.calls); l += 1)
    for (let m = 0; m <= large.calls / middle.calls; m += 1) {
      const left = Math.max(0, calls - l * large.calls - m * middle.calls);
      const s = Math.ceil(left / small.calls);
      const yuan = costOf([small, s], [middle, m], [large, l]);
      const packs = { [small.calls]: s, [middle.calls]: m, [large.calls]: l };
      if (!best || yuan < best.yuan) best = { packs, yuan };
    }
  return best ?? { packs: {}, yuan: 0 };
}

function costOf(...bought: [Pack, number][]): number {
  return bought.reduce((sum, [{ yuan }, n]) => sum + yuan * n, 0);
}
