/** Delivery of waiting entries, everything but their rows: births, settled holds, and credits to other members. */
import type { Environment } from '../../platform/environment';
import { ensure, StoreError } from '../../platform/store';
import { deliverBirths } from './births';
import { run } from './command';
import { returned, type Sender, systemOrigin } from './credit';
import { type Birth, type Credit, type Entry, type Row, rowId, rowOf } from './entry';
import { settleHolds } from './holds';
import type { Member } from './member';
import type { Timekeeping } from './posting';
import { type Posted, postCredits } from './posting-credits';
import { settledAlready } from './settled';
import { findMemberById } from './upgrade';

/** What the sweeper reads of a member. */
export type Sweepable = Pick<Member, '_id' | 'rev' | 'floor' | 'journal'>;

export interface Waiting {
  member: Sweepable;
  entry: Entry;
}

/** By row id: rows of what is delivered, and what failed. An entry in neither waits for the next round. */
export interface Delivered {
  rows: Map<string, Row>;
  failed: Set<string>;
}

/** After so many failures the consequences are parked for the staff, and the entry is closed. */
const TRIES = 20;
const IDS_AT_ONCE = 500;

/** One that fails does not stop the others. */
export async function deliverAll(
  env: Environment,
  time: Timekeeping,
  all: readonly Waiting[],
  stopAt: number,
): Promise<Delivered> {
  const delivered: Delivered = { rows: new Map(), failed: new Set() };
  const present = await bornAlready(env, all);
  const settled = await settledAlready(env, all);
  const born: Waiting[] = [];
  for (const waiting of all) {
    if (env.clock() >= stopAt) break;
    const { member, entry } = waiting;
    await attempt(env, delivered, waiting, async () => {
      // Never parked: a row proves that its holds are settled.
      await settleHolds(env, [entry], ({ hold }) => !settled.has(hold));
      if (entry.tries >= TRIES) await park(env, member._id, entry);
      else {
        await bear(env, entry, present);
        born.push(waiting);
      }
      return entry.tries >= TRIES || entry.credits.length === 0;
    });
  }
  await deliverCredits(
    env,
    time,
    born.filter(({ entry }) => entry.credits.length > 0),
    delivered,
    stopAt,
  );
  return delivered;
}

/** @param act whether the entry is then delivered */
async function attempt(
  env: Environment,
  { rows, failed }: Delivered,
  { member, entry }: Waiting,
  act: () => Promise<boolean>,
) {
  const row = rowOf(member._id, entry);
  try {
    if (await act()) rows.set(row._id, row);
  } catch (failure) {
    env.alarm(`entry ${entry.seq} of member ${member._id}: ${failure instanceof Error ? failure.message : failure}`);
    failed.add(row._id);
  }
}

/** Ids of births that somebody has delivered before: as a rule the call that made the entry. */
async function bornAlready(env: Environment, all: readonly Waiting[]): Promise<Set<string>> {
  const births = all.flatMap(({ entry }) => entry.births);
  const present = new Set<string>();
  for (const collection of new Set(births.map((birth) => birth.collection))) {
    const ids = births.filter((birth) => birth.collection === collection).map(({ document }) => document._id);
    for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
      const asked = ids.slice(start, start + IDS_AT_ONCE);
      try {
        const found = await env.store.find<{ _id: string }>(collection, {
          where: { _id: { in: asked } },
          limit: IDS_AT_ONCE,
          fields: ['_id'],
        });
        for (const { _id } of found) present.add(nameOf({ collection, document: { _id } }));
      } catch (unanswered) {
        if (!(unanswered instanceof StoreError)) throw unanswered;
        // Then each is simply inserted again.
        env.alarm(unanswered.message);
      }
    }
  }
  return present;
}

async function bear(env: Environment, { births }: Entry, present: ReadonlySet<string>): Promise<void> {
  await deliverBirths(
    env,
    births.filter((birth) => !present.has(nameOf(birth))),
  );
}

function nameOf({ collection, document }: Birth): string {
  return `${collection} ${document._id}`;
}

/** Credits for one member are one commit. An entry is delivered when each of its credits is decided. */
async function deliverCredits(
  env: Environment,
  time: Timekeeping,
  all: readonly Waiting[],
  delivered: Delivered,
  stopAt: number,
): Promise<void> {
  const posts = all.flatMap(({ entry }) =>
    entry.credits.map((credit): Posted => ({ credit, sender: senderOf(entry) })),
  );
  const outcomes = new Map<string, boolean | Error>();
  for (const target of new Set(posts.map(({ credit }) => credit.memberId))) {
    if (env.clock() >= stopAt) break;
    const own = posts.filter(({ credit }) => credit.memberId === target);
    try {
      for (const [key, taken] of await postCredits(env, target, own, time))
        outcomes.set(nameOfCredit(target, key), taken);
    } catch (failure) {
      for (const { credit } of own) outcomes.set(nameOfCredit(target, credit.key), failure as Error);
    }
  }
  for (const waiting of all) {
    await attempt(env, delivered, waiting, async () => {
      const { member, entry } = waiting;
      for (const credit of entry.credits) {
        const outcome = outcomes.get(nameOfCredit(credit.memberId, credit.key));
        if (outcome instanceof Error) throw new Error(`credit ${credit.key}: ${outcome.message}`);
        if (outcome === undefined) return false;
        if (!outcome && credit.returnable) await giveBack(env, time, member._id, entry, credit);
      }
      return true;
    });
  }
}

/** Committed before the sender's row is written, so a row proves that nothing is on its way any more. */
async function giveBack(env: Environment, time: Timekeeping, memberId: string, entry: Entry, credit: Credit) {
  const member = await findMemberById(env.store, memberId);
  if (!member) throw new Error('a member document has vanished');
  const { storeId, programmeVersion } = entry;
  const stamp = { ...time, at: env.now, programmeVersion, origin: systemOrigin(storeId) };
  const back = await run(env, member, returned(credit, entry), stamp);
  if (!back.ok) throw new Error(`return of ${credit.key}: ${back.code}`);
}

function senderOf({ storeId, programmeVersion }: Entry): Sender {
  return { storeId, programmeVersion };
}

function nameOfCredit(target: string, key: string): string {
  return rowId(target, key);
}

async function park(env: Environment, memberId: string, entry: Entry): Promise<void> {
  const { births, credits, seq, key } = entry;
  await ensure(env.store, 'stuck', { _id: `${memberId}:${seq}`, shape: 1, memberId, seq, key, births, credits } as {
    _id: string;
  });
  env.alarm(`entry ${seq} of member ${memberId} is parked in stuck`);
}
