/** Which build of the program a function runs: deployment gives every function the same (manifest/schema.ts, Manifest.build). */

export interface BuildAnswer {
  ok: true;
  data: { build: string | null };
}

/** 16 hexadecimal digits; null where nobody has said. */
export function currentBuild(): string | null {
  const given = process.env.HUITOUKE_BUILD;
  return given !== undefined && BUILD.test(given) ? given : null;
}

const BUILD = /^[0-9a-f]{16}$/;

/**
 * The event `{ action: 'build' }` is answered before anything else, whoever sends it: nothing secret is in the answer and
 * nothing is read or written. Over HTTP nobody can send it: the service makes the event, and it has no action.
 */
export function tellingBuild<Rest extends unknown[], T>(
  main: (event: unknown, ...rest: Rest) => Promise<T>,
): (event: unknown, ...rest: Rest) => Promise<T | BuildAnswer> {
  return async (event, ...rest) =>
    asksForBuild(event) ? { ok: true, data: { build: currentBuild() } } : main(event, ...rest);
}

function asksForBuild(event: unknown): boolean {
  if (event === null || typeof event !== 'object' || 'httpMethod' in event) return false;
  return (event as { action?: unknown }).action === 'build';
}
