/** Writes down on which days members were here. Every write joins, on the revision that was read: nothing is lost, nothing counts twice. */
import type { Environment } from '../../platform/environment';
import { canonical } from '../../platform/ids';
import { type Change, ensure, StoreError } from '../../platform/store';
import { type Activity, joined, type Known, nothingKnown } from './activity';

/** Members read in one request, and documents inserted in one. */
const CHUNK = 200;
const AT_ONCE = 10;
const ATTEMPTS = 6;
/** Members that became one with one another, one after the other. */
const HOPS = 10;

export async function know(env: Environment, learnt: ReadonlyMap<string, Known>): Promise<void> {
  let news: Known[] = [...learnt.values()];
  for (let hop = 0; news.length > 0 && hop < HOPS; hop += 1) {
    const passedOn = new Map<string, Known>();
    for (let from = 0; from < news.length; from += CHUNK)
      for (const { into, last } of await knowChunk(env, news.slice(from, from + CHUNK))) {
        if (into === null || last === '') continue;
        // Whoever has become somebody else was here as that one.
        const said = `${last.slice(0, 10)} ${into}`;
        const before = passedOn.get(into) ?? nothingKnown(into);
        passedOn.set(into, { ...before, last: said > before.last ? said : before.last });
      }
    news = [...passedOn.values()];
  }
}

/** @returns those of which something new is known now */
async function knowChunk(env: Environment, news: readonly Known[]): Promise<Known[]> {
  const ids = news.map(({ _id }) => _id);
  const [stored, tiers] = await Promise.all([
    env.store.find<Activity>('activity', { where: { _id: { in: ids } }, limit: CHUNK }),
    tiersOf(env, ids),
  ]);
  const known = new Map(stored.map((each) => [each._id, each]));
  const changed = news.flatMap((each) => {
    const before = known.get(each._id) ?? null;
    const after = joined(before ?? nothingKnown(each._id), { ...each, tier: tiers.get(each._id) ?? null });
    return before && isSame(before, after) ? [] : [{ before, after }];
  });
  const fresh = changed.filter(({ before }) => before === null).map(({ after }) => after);
  const inserted = fresh.length > 0 && (await insertAll(env, fresh));
  const rest = inserted ? changed.filter(({ before }) => before !== null) : changed;
  const waiting = rest[Symbol.iterator]();
  const worker = async () => {
    for (const { before, after } of waiting) await write(env, before, after);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, rest.length) }, worker));
  return changed.map(({ after }) => after);
}

async function tiersOf(env: Environment, ids: readonly string[]): Promise<Map<string, string>> {
  const query = { where: { _id: { in: ids } }, limit: CHUNK, fields: ['tier.told'] };
  const members = await env.store.find<{ _id: string; tier?: { told?: string } }>('members', query);
  return new Map(members.flatMap(({ _id, tier }) => (tier?.told === undefined ? [] : [[_id, tier.told]])));
}

/** False when any of them may not be there: then each is looked at by itself. */
async function insertAll(env: Environment, fresh: readonly Known[]): Promise<boolean> {
  try {
    await env.store.addAll(
      'activity',
      fresh.map((each) => ({ ...each, shape: 1, rev: 1 })),
    );
    return true;
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    return false;
  }
}

async function write(env: Environment, before: Activity | null, after: Known): Promise<void> {
  let [was, next] = [before, after];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (was === null) {
      const made: Activity = { ...next, shape: 1, rev: 1 };
      if (await ensure(env.store, 'activity', made)) return;
    } else if (isSame(was, next) || (await env.store.update('activity', was._id, { rev: was.rev }, changeTo(next)))) {
      return;
    }
    const [now] = await env.store.find<Activity>('activity', { where: { _id: after._id }, limit: 1 });
    was = now ?? null;
    next = was ? joined(was, after) : after;
  }
  throw new Error('the activity of a member changes again and again');
}

function changeTo({ _id, ...known }: Known): Change {
  return { set: { ...known }, inc: { rev: 1 } };
}

function isSame(stored: Activity, known: Known): boolean {
  const { shape: _shape, rev: _rev, ...before } = stored;
  const { bornAt: _bornAt, ...plain } = before as typeof before & { bornAt?: unknown };
  return canonical(plain) === canonical(known);
}
