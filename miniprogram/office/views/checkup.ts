/** From what the phone has found to rows like the cloud's own. */
import type { HealthArgs, HealthCode, HealthCure, HealthState, HealthView } from '../../../typings/api/health';

/** 'missing': the cloud has no such function. 'silent': no answer. */
export type FoundBuild = { build: string | null } | 'missing' | 'silent';
/** 'open': the phone was let in, as any other would be. */
export type FoundDoor = 'closed' | 'open' | 'missing' | 'silent';

export interface CheckRow {
  code: HealthCode | 'functions' | 'closed' | 'client' | 'speed';
  state: HealthState;
  finding: string;
  args: HealthArgs;
  cure: HealthCure | null;
}

/** There and back. A sale at the counter takes two or three of them. */
const SLOW_MS = 1500;

const row =
  (code: CheckRow['code']) =>
  (state: HealthState, finding: string, args: HealthArgs = {}, cure: HealthCure | null = null): CheckRow => ({
    code,
    state,
    finding,
    args,
    cure,
  });

function namesWhere<T>(found: Readonly<Record<string, T>>, holds: (each: T) => boolean): string[] {
  return Object.keys(found).filter((name) => holds(found[name] as T));
}

/** @param build of the function that answered the phone's question about all of it */
export function functionsRow(found: Readonly<Record<string, FoundBuild>>, build: string | null): CheckRow {
  const say = row('functions');
  const missing = namesWhere(found, (each) => each === 'missing');
  if (missing.length > 0) return say('red', 'missing', { names: missing }, 'deploy');
  const other = namesWhere(found, (each) => typeof each !== 'string' && each.build !== build);
  if (other.length > 0) return say('red', 'differ', { names: other }, 'deploy');
  const silent = namesWhere(found, (each) => each === 'silent');
  if (silent.length > 0) return say('unknown', 'silent', { names: silent }, 'wait');
  if (build === null) return say('amber', 'unnamed', {}, 'deploy');
  return say('green', 'same', { n: Object.keys(found).length });
}

export function doorsRow(found: Readonly<Record<string, FoundDoor>>): CheckRow {
  const say = row('closed');
  const named = (door: FoundDoor) => namesWhere(found, (each) => each === door);
  const [open, missing, silent] = [named('open'), named('missing'), named('silent')];
  if (open.length > 0) return say('red', 'open', { names: open }, 'close');
  if (missing.length > 0) return say('red', 'missing', { names: missing }, 'deploy');
  if (silent.length > 0) return say('unknown', 'silent', { n: silent.length }, 'network');
  return say('green', 'closed', { n: Object.keys(found).length });
}

/** Numbers between dots; what follows a dash is left out. */
function numbersOf(version: string): number[] {
  return version
    .replace(/-.*$/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10) || 0);
}

/** < 0 when `one` is the older. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  const at = [0, 1, 2].find((place) => (a[place] ?? 0) !== (b[place] ?? 0)) ?? 0;
  return (a[at] ?? 0) - (b[at] ?? 0);
}

/** Functions understand the program that came before them, not the one that comes after. */
export function clientRow(version: string, kind: string, server: string): CheckRow {
  const say = row('client');
  const order = compareVersions(version, server);
  if (order > 0) return say('red', 'ahead', { version, server }, 'deploy');
  return order < 0 ? say('amber', 'behind', { version, server }, 'client') : say('green', 'same', { version, kind });
}

export function speedRow(trips: readonly (number | null)[], network: string): CheckRow {
  const say = row('speed');
  const taken = trips.filter((trip) => trip !== null).sort((a, b) => a - b);
  const ms = taken[Math.floor(taken.length / 2)];
  if (ms === undefined) return say('unknown', 'silent', {}, 'network');
  return ms > SLOW_MS ? say('amber', 'slow', { ms, network }, 'network') : say('green', 'fine', { ms, network });
}

const ORDER: readonly HealthState[] = ['red', 'amber', 'unknown', 'green'];

/** What is to be done first; within a state as they were found. */
export function inOrder(rows: readonly CheckRow[]): CheckRow[] {
  return ORDER.flatMap((state) => rows.filter((each) => each.state === state));
}

/** How many single things there are to look at. */
export function totalOf({ functions, collections }: Pick<HealthView, 'functions' | 'collections'>): number {
  return 1 + functions.length + collections.length;
}
