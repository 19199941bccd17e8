/** What the sweeper may take out of a journal, and when it looks again. Pure. */
import type { EpochMs } from '../../../typings/domain';
import type { Change, Match } from '../../platform/store';
import type { Entry } from './entry';
import { journalOf, type Member, slot } from './member';

/** How the delivery of an entry stands: its row's age, or that it failed. None: time ran out before it was tried. */
export type Delivery = { row: 'there'; bornAt: EpochMs } | { row: 'missing' };

/** Rows younger than this stay in the journal: a read that lags behind would otherwise find neither. */
const SETTLED_MS = 10 * 60_000;
/** More entries than this are taken out at once. */
const CROWD = 16;
const MINUTE_MS = 60_000;
const LONGEST_WAIT_MS = 60 * MINUTE_MS;

/**
 * The update for one member, to be made only at the revision that was read; it does not change the revision. So it is
 * also conditional on what other trims at this revision may have done: one that is applied late, after another has taken
 * out more, must neither lower the floor nor put a count of tries where the entry was.
 */
export function trimmed(
  member: Pick<Member, 'rev' | 'floor' | 'journal'>,
  deliveries: ReadonlyMap<number, Delivery>,
  now: EpochMs,
): { where: Match; change: Change } {
  const entries = journalOf(member);
  const crowd = entries.length > CROWD;
  const where: Record<string, number> = { rev: member.rev, floor: member.floor };
  const unset: string[] = [];
  const set: Record<string, unknown> = {};
  let floor = member.floor;
  let next = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const delivery = deliveries.get(entry.seq);
    const name = `journal.${slot(entry.seq)}`;
    if (!delivery) next = now;
    else if (delivery.row === 'missing') {
      where[`${name}.seq`] = entry.seq;
      set[`${name}.tries`] = entry.tries + 1;
      next = Math.min(next, now + waitOf(entry));
    } else if (crowd || delivery.bornAt + SETTLED_MS <= now) {
      unset.push(name);
      floor = Math.max(floor, entry.seq);
    } else {
      next = Math.min(next, delivery.bornAt + SETTLED_MS);
    }
  }
  if (floor !== member.floor) set.floor = floor;
  if (next === Number.POSITIVE_INFINITY) unset.push('due');
  else set.due = Math.max(next, now + MINUTE_MS);
  return { where, change: { set, unset } };
}

/** 1, 2, 4 … 60 minutes, so that a hopeless entry does not stand at the head of the queue. */
function waitOf(entry: Entry): number {
  return Math.min(MINUTE_MS * 2 ** entry.tries, LONGEST_WAIT_MS);
}
