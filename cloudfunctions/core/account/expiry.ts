import type { Because, DayKey, Points } from '../../../typings/domain';
import { printOf } from './entry';
import { expire } from './lots';
import type { Member } from './member';
import type { Draft } from './posting';

/**
 * Books out what has ended, before the member's next command. The key is the day of the run, not the lot's end: points
 * that come back to an ended lot are expired again by a later run. `lastExpiry` only grows and so proves the key known.
 */
export function bookExpiry(member: Member, today: DayKey): { member: Member; draft: Draft | null } {
  if (member.lastExpiry !== null && member.lastExpiry >= today) return { member, draft: null };
  const { lots, moves } = expire(member.lots, today);
  if (moves.length === 0) return { member, draft: null };
  const because: Because[] = [];
  let sum = 0;
  for (const move of moves) {
    sum += move.points;
    because.push({ code: 'expiry.lot', args: { lastDay: move.until, points: -move.points as Points }, result: sum });
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
  return { member: { ...member, lots, lastExpiry: today }, draft };
}
