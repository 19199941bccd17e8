import * as v from 'valibot';

const Names = v.optional(v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.maxLength(200)), []);

/** Body of POST /local/defects: how the environment is not as it was declared. */
export const DefectsInput = v.strictObject({
  /** Functions whose `permissions.openapi` was never registered. */
  unpermitted: Names,
  /** Collections that phones may read. */
  open: Names,
  /** Functions that are of another build. */
  outdated: Names,
  /** Paths that the HTTP access service does not lead anywhere. */
  unrouted: Names,
});
export type DefectsPlan = v.InferOutput<typeof DefectsInput>;

const NONE: DefectsPlan = { unpermitted: [], open: [], outdated: [], unrouted: [] };
/** Of no build that was ever made. */
const OTHER_BUILD = '0'.repeat(16);

/** What a careless deployment leaves behind, ordered by a test or by hand. */
export class Defects {
  #plan = NONE;

  get plan(): DefectsPlan {
    return this.#plan;
  }

  /** @returns functions whose instances have to be born anew */
  order(plan: DefectsPlan): string[] {
    const renewed = [...this.#plan.outdated, ...plan.outdated];
    this.#plan = plan;
    return renewed;
  }

  clear(): string[] {
    return this.order(NONE);
  }

  isUnpermitted(functionName: string): boolean {
    return this.#plan.unpermitted.includes(functionName);
  }

  isOpen(collection: string): boolean {
    return this.#plan.open.includes(collection);
  }

  isUnrouted(pathname: string): boolean {
    return this.#plan.unrouted.some((path) => pathname === path || pathname.startsWith(`${path}/`));
  }

  buildOf(functionName: string, build: string | undefined): string | undefined {
    return this.#plan.outdated.includes(functionName) ? OTHER_BUILD : build;
  }
}
