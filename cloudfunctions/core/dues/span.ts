import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Draft, Member, Origin } from '../account';
import { printOf } from '../account';
import type { Programme } from '../programme';
import type { Granter } from '../templates';
import type { Ladder } from '../tiers';

/** What decides on time: the programme, the thresholds of each day, and the instant at which all this is booked. */
export interface Era {
  programme: Programme;
  ladders: readonly Ladder[];
  at: EpochMs;
  grant: Granter;
}

/** What a day brought: the member as it then is, and what says so. */
export interface Step {
  member: Member;
  drafts: Draft[];
}

/** Nobody did it, and no store. */
export const timeOrigin: Origin = { storeId: 'default', channel: 'system', actor: 'timer', partnerId: null };

/** An entry made by time. Its key says all there is to its content. */
export function draftOf(
  made: Pick<Draft, 'key' | 'kind' | 'moves' | 'because'> & Partial<Pick<Draft, 'births' | 'result'>>,
): Draft {
  return { ref: null, print: printOf('time', made.key), result: {}, origin: timeOrigin, ...made };
}

export function minDay(a: DayKey, b: DayKey): DayKey {
  return a < b ? a : b;
}

export function maxDay(a: DayKey, b: DayKey): DayKey {
  return a > b ? a : b;
}
