/** What a month costs. Pure. */
import type { Occasion } from './habits';
import { type Pack, PRICES } from './prices';

/** The timer runs every ten minutes. */
const TICKS_A_MONTH = 144 * 30;

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

export function perMonth(calls: Record<Occasion, number>, often: Record<Occasion, number>): number {
  return Object.entries(often).reduce((sum, [occasion, times]) => sum + times * calls[occasion as Occasion], 0);
}

/** @param members who come in this month @param each calls of one of them @param idleTick calls of a tick with nothing to do */
export function monthOf(members: number, each: number, idleTick: number): Month {
  const memberCalls = Math.ceil(members * each);
  const timerCalls = Math.ceil(idleTick * TICKS_A_MONTH);
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
