/**
 * npm hands SIGINT and SIGTERM on to what it started, but nobody can hand on SIGKILL. A server that npm started ends when
 * npm is gone, instead of keeping port and data folder for nobody. Between the two stands npm's shell, which outlives
 * npm, so its parent is looked at as well, where the system tells (Linux).
 */
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 200;

export function endWithNpm(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = ancestors();
  const look = () => {
    if (ancestors() !== before) process.exit(1);
  };
  setInterval(look, LOOK_EVERY_MS).unref();
}

function ancestors(): string {
  try {
    // "pid (name) state ppid …"; a name may hold spaces and brackets.
    const [, ppid] = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return `${process.ppid} ${ppid}`;
  } catch {
    return String(process.ppid);
  }
}
