/** How often one person may do what cannot be asked without end. */
import type { DayKey, EpochMs, Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { type Refusal, refuse } from '../../platform/refusal';
import type { Care } from '../care';
import type { Staff } from '../staffing';
import { takeTurn, turnsOfMinute } from '../tallies';

/** A minute, of one person: scrolling through a list is among them. */
const LOOKS = 60;
/** A minute: whose number a phone number is can be tried out by nobody. */
const PHONE_LOOKS = 20;
/** A minute: it reads everything the member has. */
const BOOKS = 10;
/** A day, of one person: more is no correction any more. */
const CORRECTIONS = 200;
const KEPT_MS = 3 * 86_400_000;

const MINUTES = { look: LOOKS, phone: PHONE_LOOKS, books: BOOKS };

/** TOO_FAST when there were too many in the minute that runs now. */
export async function tooFast(env: Environment, staff: Staff, what: keyof typeof MINUTES): Promise<Refusal | null> {
  const turns = turnsOfMinute(`members:${what}:${staff._id}`, env.now, MINUTES[what]);
  return (await takeTurn(env.store, turns)) ? null : refuse('TOO_FAST');
}

/** TOO_MANY when this person has put right enough for a day. A repeat of what is booked does not ask. */
export async function tooMany(env: Environment, staff: Staff, today: DayKey): Promise<Refusal | null> {
  const until = (env.now + KEPT_MS) as EpochMs;
  const turns = { id: `corrections:${staff._id}:${today}`, max: CORRECTIONS, until };
  return (await takeTurn(env.store, turns)) ? null : refuse('TOO_MANY');
}

/** Points that somebody books in one correction without a second person. */
export function aloneOf({ alone }: Care, { role }: Pick<Staff, 'role'>): Points {
  return (role === 'owner' || role === 'manager' || role === 'operator' ? alone[role] : 0) as Points;
}
