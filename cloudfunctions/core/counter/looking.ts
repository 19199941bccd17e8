/** Looking for what a code or number names. What finds nothing uses up a turn: nobody guesses their way to a coupon. */
import type { ErrorCode } from '../../../typings/api/envelope';
import type { Environment } from '../../platform/environment';
import { type Result, refuse } from '../../platform/refusal';
import type { Staff } from '../staffing';
import { giveTurnBack, takeTurn, turnsOfMinute } from '../tallies';

/** A minute, of one person. */
export const MISSES_MAX = 10;

const MISSES: readonly ErrorCode[] = [
  'COUPON_NOT_FOUND',
  'REDEMPTION_NOT_FOUND',
  'MEMBER_NOT_FOUND',
  'CODE_UNKNOWN',
  'CODE_OUTDATED',
];

/** Refuses with what `find` refuses, or TOO_MANY_GUESSES whatever it has found. `find` only reads. */
export async function looking<T>(env: Environment, staff: Staff, find: () => Promise<Result<T>>): Promise<Result<T>> {
  const turns = turnsOfMinute(`look:${staff._id}`, env.now, MISSES_MAX);
  // Side by side: the answer is given only to whom there was a turn left.
  const [allowed, found] = await Promise.all([takeTurn(env.store, turns), find()]);
  if (!allowed) return refuse('TOO_MANY_GUESSES');
  if (found.ok || !MISSES.includes(found.code)) await giveTurnBack(env.store, turns);
  return found;
}
