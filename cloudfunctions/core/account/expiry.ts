import type { Because, DayKey, Points } from '../../../typings/domain';
import { addDays } from '../calendar';
import { FAR_DAY } from './clockwork';
import { settled } from './debt';
import { printOf } from './entry';
import { expire } from './lots';
import type { Member } from './member';
import type { Draft } from './posting';
import { hasEnded } from './window';

/**
 * Books out what has ended. The key is the day of the run, not the lot's end: points that come back to an ended lot are
 * expired again by a later run. `lastExpiry` only grows and so proves the key known.
 */
export function bookExpiry(member: Member, today: DayKey): { member: Member; draft: Draft | null } {
  if (isBooked(member, today)) return { member, draft: null };
  const { lots, moves } = expire(member.lots, today);
  const ended = moves.filter((move) => hasEnded(move, today));
  if (ended.length === 0) return { member, draft: null };
  const because: Because[] = [];
  let sum = 0;
  // What pays a debt on its last day does not lapse: only the rest is told as expired.
  for (const lot of settled(member.lots, today).lots.filter((each) => hasEnded(each, today))) {
    sum -= lot.points;
    because.push({ code: 'expiry.lot', args: { lastDay: lot.until, points: lot.points as Points }, result: sum });
  }
  const draft: Draft = {
    key: `expiry:${today}`,
    kind: 'expiry',
    ref: null,
    moves,
    because,
    print: printOf('expiry', today),
    result: {},
    origin: { storeId: 'default', channel: 'system', actor: 'timer', partnerId: null },
  };
  return { member: { ...member, lots, balance: (member.balance + sum) as Points, lastExpiry: today }, draft };
}

/** First day after `today` on which `bookExpiry` finds something if nothing else happens; FAR_DAY when never. */
export function nextExpiry(member: Pick<Member, 'lots'>, today: DayKey): DayKey {
  const ends = member.lots.filter((lot) => lot.points > 0 && lot.until !== FAR_DAY).map((lot) => lot.until);
  const [first] = ends.sort();
  if (first === undefined) return FAR_DAY;
  return first < today ? addDays(today, 1) : addDays(first, 1);
}

function isBooked({ lastExpiry }: Member, today: DayKey): boolean {
  return lastExpiry !== null && lastExpiry >= today;
}
