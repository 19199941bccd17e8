import * as v from 'valibot';

const Rate = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Ordinal = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Body of POST /local/faults. Rates are chances per database request; `nth` counts the database requests of one call. */
export const FaultsInput = v.strictObject({
  /** Only calls of these functions; all when absent. */
  functions: v.optional(v.array(v.string())),
  seed: v.optional(v.pipe(v.number(), v.integer()), 1),
  /** How many faults strike at most, latency not counted; no bound when absent. */
  times: v.optional(Ordinal),
  latencyMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60_000))),
  errorRate: v.optional(Rate),
  conflictRate: v.optional(Rate),
  answerLost: v.optional(
    v.pipe(
      v.strictObject({
        rate: v.optional(Rate),
        nth: v.optional(Ordinal),
        how: v.optional(v.picklist(['reset', 'timeout']), 'reset'),
      }),
      v.check((lost) => (lost.rate === undefined) !== (lost.nth === undefined), 'one of rate and nth'),
    ),
  ),
  killAfter: v.optional(v.strictObject({ nth: Ordinal, when: v.optional(v.picklist(['before', 'after']), 'after') })),
});
export type FaultsPlan = v.InferOutput<typeof FaultsInput>;

/** What happens to one database request. */
export interface Fate {
  latencyMs: number;
  strike: 'none' | 'error' | 'conflict' | 'kill-before' | 'kill-after' | 'lost-reset' | 'lost-timeout';
}

const UNTOUCHED: Fate = { latencyMs: 0, strike: 'none' };

/** Mulberry32: small, and the same sequence for the same seed everywhere. */
function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Whether a request can meet a conflict: another writer came first. */
export function canConflict(action: string, body: Record<string, unknown>): boolean {
  if (action === 'database.commitTransaction') return true;
  if (action !== 'database.modifyDocument') return false;
  if (body.transactionId) return true;
  return body.queryType === 'WHERE' && body.merge === true && body.query !== undefined;
}

/** The faults ordered by a test or by hand. They touch only database requests made by function instances. */
export class Faults {
  #plan: FaultsPlan | undefined;
  #random = chance(1);
  #left = Number.POSITIVE_INFINITY;
  #struck = 0;

  order(plan: FaultsPlan): void {
    this.#plan = plan;
    this.#random = chance(plan.seed);
    this.#left = plan.times ?? Number.POSITIVE_INFINITY;
    this.#struck = 0;
  }

  clear(): void {
    this.#plan = undefined;
  }

  figures(): { plan: FaultsPlan | null; struck: number } {
    return { plan: this.#plan ?? null, struck: this.#struck };
  }

  fate(functionName: string, ordinal: number, action: string, body: Record<string, unknown>): Fate {
    const plan = this.#plan;
    if (!plan || (plan.functions && !plan.functions.includes(functionName))) return UNTOUCHED;
    const strike = this.#left > 0 ? this.#strike(plan, ordinal, canConflict(action, body)) : 'none';
    if (strike !== 'none') {
      this.#left -= 1;
      this.#struck += 1;
    }
    return { latencyMs: plan.latencyMs ?? 0, strike };
  }

  #strike(plan: FaultsPlan, ordinal: number, conflicting: boolean): Fate['strike'] {
    if (plan.killAfter?.nth === ordinal) return plan.killAfter.when === 'before' ? 'kill-before' : 'kill-after';
    const lost = plan.answerLost;
    if (lost && (lost.nth === ordinal || (lost.rate !== undefined && this.#random() < lost.rate))) {
      return lost.how === 'reset' ? 'lost-reset' : 'lost-timeout';
    }
    if (plan.errorRate !== undefined && this.#random() < plan.errorRate) return 'error';
    if (conflicting && plan.conflictRate !== undefined && this.#random() < plan.conflictRate) return 'conflict';
    return 'none';
  }
}
