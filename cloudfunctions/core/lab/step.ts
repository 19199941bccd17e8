/**
 * One piece of a replay. What a step has found counts with the one conditional update that moves the cursor: of two steps
 * at once, or one that broke off, nothing counts twice. What it has left beside that is never read.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import type { Programme } from '../programme';
import type { Settings } from '../settings';
import type { Ladder } from '../tiers';
import { EVENTS_MAX, type Lab, type Part, partId, partsOf } from './lab';
import { earlierOf, type Page, pageOf } from './pages';
import { BUCKETS, bucketOf, ranked } from './ranking';
import { type Bench, benchOf, replay } from './replay';
import { count, type Differences, differ, type Sums } from './sums';
import { worstCases } from './worst-cases';

/** Work of one call. */
const STEP_MS = 6_000;
/** So many events and no more in one step: their members' differences are one insert. */
const STEP_EVENTS = 20_000;
/** Parts removed in one go. */
const FORGOTTEN = 1_000;

/** Refuses with NOT_FOUND. Whoever comes too late is answered what others have done. */
export async function stepLab(env: Environment, settings: Settings, id: string): Promise<Result<Lab>> {
  const lab = await findById<Lab>(env.store, 'labs', id);
  if (!lab) return refuse('NOT_FOUND');
  if (lab.state !== 'running') return accept(lab);
  const stopAt = env.clock() + STEP_MS;
  const moved = lab.phase === 'events' ? await replayed(env, lab, stopAt) : await told(env, settings, lab, stopAt);
  const { state, phase, sums, cursor, steps, bucket, ranking, worst } = moved;
  const set = { state, phase, sums, cursor, steps, bucket, ranking, worst, rev: lab.rev + 1 };
  const held = await env.store.update('labs', id, { rev: lab.rev, state: 'running' }, { set });
  if (!held) return accept((await findById<Lab>(env.store, 'labs', id)) ?? lab);
  if (state !== 'running') await forgetParts(env, id);
  return accept({ ...lab, ...set });
}

/** Also what steps have left that came too late to count. */
export async function forgetParts({ store }: Environment, id: string): Promise<void> {
  while ((await store.remove('labs', { _id: partsOf(id) }, FORGOTTEN)) === FORGOTTEN);
}

async function replayed(env: Environment, lab: Lab, stopAt: number): Promise<Lab> {
  const bench = benchOf(programmeIn(lab.current), programmeIn(lab.draft), JSON.parse(lab.ladders) as Ladder[]);
  const sums: Sums = structuredClone(lab.sums);
  const differences: Differences = new Map();
  const most = Math.min(EVENTS_MAX, sums.events + STEP_EVENTS);
  let cursor: Lab['cursor'] | null = lab.cursor;
  let page: Promise<Page> = pageOf(env.store, lab.from, lab.cursor);
  while (cursor && sums.events < most && env.clock() < stopAt) {
    const { events, next } = await page;
    // The next page is on its way while this one is replayed.
    if (next) page = ahead(pageOf(env.store, lab.from, next));
    await countAll(env, bench, events.slice(0, EVENTS_MAX - sums.events), { sums, differences });
    cursor = next;
  }
  const over = cursor === null || sums.events >= EVENTS_MAX;
  const step = differences.size > 0 ? await leave(env, lab._id, differences) : null;
  return {
    ...lab,
    sums,
    cursor: cursor ?? { before: lab.from },
    steps: step ? [...lab.steps, step] : lab.steps,
    phase: over ? 'members' : 'events',
  };
}

/** A page that nobody waits for in the end fails for nobody. */
function ahead(page: Promise<Page>): Promise<Page> {
  page.catch(() => undefined);
  return page;
}

async function countAll(
  env: Environment,
  bench: Bench,
  events: Page['events'],
  { sums, differences }: { sums: Sums; differences: Differences },
): Promise<void> {
  const earlier = await earlierOf(env.store, events);
  const { version } = bench.now.programme;
  for (const event of events) {
    const each = replay(bench, event, earlier.get(event._id));
    count(sums, event, each, version);
    differ(differences, event.memberId, each);
  }
}

/** Inserted under a name that no other step has. */
async function leave(env: Environment, labId: string, differences: Differences): Promise<string> {
  const step = env.newId();
  const parts = new Map<number, Part>();
  for (const [memberId, points] of differences) {
    const bucket = bucketOf(memberId);
    const part = parts.get(bucket) ?? { _id: partId(labId, step, bucket), shape: 1, members: [], points: [] };
    part.members.push(memberId);
    part.points.push(points);
    parts.set(bucket, part);
  }
  await env.store.addAll('labs', [...parts.values()]);
  return step;
}

async function told(env: Environment, settings: Settings, lab: Lab, stopAt: number): Promise<Lab> {
  let { bucket, ranking } = lab;
  while (bucket < BUCKETS && env.clock() < stopAt) {
    ranking = ranked(ranking, await differencesIn(env, lab, bucket));
    bucket += 1;
  }
  if (bucket < BUCKETS) return { ...lab, bucket, ranking };
  const worst = JSON.stringify(worstCases(env.now as EpochMs, lab, settings));
  return { ...lab, bucket, ranking, worst, state: 'done' };
}

async function differencesIn({ store }: Environment, { _id, steps }: Lab, bucket: number): Promise<Differences> {
  const ids = steps.map((step) => partId(_id, step, bucket));
  const sums: Differences = new Map();
  if (ids.length === 0) return sums;
  const parts = await store.find<Part>('labs', { where: { _id: { in: ids } }, limit: ids.length });
  for (const { members, points } of parts)
    members.forEach((id, n) => {
      sums.set(id, (sums.get(id) ?? 0) + (points[n] ?? 0));
    });
  return sums;
}

function programmeIn(text: string): Programme {
  return JSON.parse(text) as Programme;
}
